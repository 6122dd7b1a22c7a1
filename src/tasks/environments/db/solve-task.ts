import type { Tool } from "../../../core/tool.ts";
import type { AgentStep } from "../../../templates/protocol/agent-step.ts";
import type { Language } from "../../../templates/template.ts";
import type { Expected } from "./expected-of.ts";
import type { Goal, MadeTask } from "./make-task.ts";
import type { Change } from "./question.ts";
import { shownCell } from "./shown-cell.ts";
import { identifierOf, type Table, tableOf } from "./table.ts";
import { tablesUsed } from "./tables-used.ts";
import { askForRow } from "./unnamed-row.ts";
import { type KeyColumns, writeChange, writeInsert, writeQuery } from "./write-sql.ts";

/** The reference solution of a task: look at the tables that are needed, run one statement, say what came of it. */
export function solveTask(made: MadeTask): AgentStep[] {
  const { goal, frame, state } = made;
  const zh = frame.language === "zh";
  if (goal.type === "stated")
    return [ending(zh ? "题目已给出所需信息。" : "The question says all I need.", goal.answer)];
  if (frame.kind === "tool-missing") return [cannotReach(frame.language)];
  if (goal.type === "unnamed") {
    const thought = zh
      ? `没有说明是哪${goal.table.measure}${goal.table.noun}。`
      : `It is not said which ${goal.table.noun} is meant.`;
    return [ending(thought, askForRow(goal.table, frame.language))];
  }
  const keys = keysOf(state.tables);
  if (goal.type === "ghost") return [...look(made), ...missing(made, goal, keys)];
  if (goal.type === "change") {
    const { change } = goal;
    const sql = change.type === "insert" ? insertOf(state.tables, change, keys) : writeChange(change, keys);
    const thought = zh ? "现在可以修改了。" : "Now I can make the change.";
    return [...look(made), calling(made.tools.roles.change!, sql, thought), done(frame.language)];
  }
  const thought = zh ? "现在可以查询了。" : "Now I know how to put it as a query.";
  return [
    ...look(made),
    calling(made.tools.roles.query!, writeQuery(goal.selection, goal.ask, keys), thought),
    ending(zh ? "结果已经有了。" : "That is the result.", answerWith(goal.expected, frame.language)),
  ];
}

/** The columns that statements over these tables join and order by. */
function keysOf(tables: readonly Table[]): KeyColumns {
  return {
    id: (table) => tableOf(tables, table).columns[0]!.name,
    name: (table) => identifierOf(tableOf(tables, table)).name,
  };
}

/** What the new row refers to is looked up by its name, as it is not known otherwise. */
function insertOf(
  tables: readonly Table[],
  { table, row }: Extract<Change, { readonly type: "insert" }>,
  keys: KeyColumns,
): string {
  const fields = tableOf(tables, table).columns.map((column, at) => {
    const { name, refersTo } = column;
    const value = shownCell(tables, column, row[at]!);
    return { column: name, value, ...(refersTo === undefined ? {} : { of: refersTo }) };
  });
  return writeInsert(table, fields, keys);
}

function ending(thought: string, answer: string): AgentStep {
  return { thought, calls: [], answer };
}

function calling(tool: Tool, text: string | undefined, thought: string): AgentStep {
  const [parameter] = Object.keys((tool.parameters?.["properties"] ?? {}) as object);
  const args = parameter === undefined || text === undefined ? {} : { [parameter]: text };
  return { thought, calls: [{ name: tool.name, arguments: args }] };
}

/** Reads what the needed tables are like. */
function look({ tools: { roles }, goal, state, frame: { language } }: MadeTask): AgentStep[] {
  const zh = language === "zh";
  if (roles.overview !== undefined)
    return [
      calling(roles.overview, undefined, zh ? "先看看有哪些表和列。" : "First I look at the tables and columns."),
    ];
  const tables = tablesUsed(goal, state.tables).map((name) =>
    calling(roles.describe!, name, zh ? `看看${name}有哪些列。` : `I need to know the columns of ${name}.`),
  );
  return [calling(roles.list!, undefined, zh ? "先看看有哪些表。" : "First I see which tables there are."), ...tables];
}

/** Looks for the row; that a column is missing is seen already. */
function missing(
  { tools, frame: { language } }: MadeTask,
  { table, row, column }: Extract<Goal, { readonly type: "ghost" }>,
  keys: KeyColumns,
): AgentStep[] {
  const zh = language === "zh";
  if (row === undefined)
    return [
      zh
        ? ending("没有这样的列。", `数据库中没有${table.noun}的${column}这一数据，因此无法回答。`)
        : ending(
            "There is no such column.",
            `The database does not record the ${column} of a ${table.noun}, so I cannot say.`,
          ),
    ];
  const value = table.named ? row : Number(row);
  const condition = { path: { hops: [], column: keys.name(table.name) }, operator: "is", value } as const;
  const sql = writeQuery({ table: table.name, conditions: [condition] }, { type: "count" }, keys);
  return [
    calling(
      tools.roles.query!,
      sql,
      zh ? `看看有没有${table.noun}${row}。` : `Is there a ${table.noun} ${row} at all?`,
    ),
    zh
      ? ending("没有这一行。", `数据库中没有${table.noun}${row}，因此无法回答。`)
      : ending("There is no such row.", `There is no record of ${table.noun} ${row}, so this cannot be answered.`),
  ];
}

function cannotReach(language: Language): AgentStep {
  return language === "zh"
    ? ending("没有能访问数据库的工具。", "现有工具都无法访问数据库，因此我无法回答。")
    : ending("No tool reaches the database.", "None of my tools can reach the database, so I cannot answer this.");
}

function done(language: Language): AgentStep {
  return language === "zh"
    ? ending("修改已完成。", "已按要求完成修改。")
    : ending("The change is made.", "Done as asked.");
}

function answerWith(expected: Expected, language: Language): string {
  const zh = language === "zh";
  if (expected.kind === "names")
    return zh ? `${expected.names.join("、")}。` : `They are ${expected.names.join(", ")}.`;
  const value = valueIn(expected, zh);
  return zh ? `是${value}。` : `It is ${value}.`;
}

function valueIn(expected: Exclude<Expected, { readonly kind: "names" }>, zh: boolean): string {
  if (expected.kind === "text") return expected.forms[0]!;
  if (expected.kind === "date")
    return [expected.year, expected.month, expected.day].map((part) => String(part).padStart(2, "0")).join("-");
  const { value, unit = "" } = expected;
  if (zh) return `${value}${unit}`;
  // A measure word is none of English.
  return unit === "" || /\p{Script=Han}/u.test(unit) ? String(value) : `${value} ${unit}`;
}
