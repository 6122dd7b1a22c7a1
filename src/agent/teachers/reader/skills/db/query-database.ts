import type { JsonObject } from "../../../../../core/json/value.ts";
import type { Tool } from "../../../../../core/tool.ts";
import type { Intent, ReaderView, SeenCall, Skill } from "../../reader-view.ts";
import { pickTool } from "./pick-database-tool.ts";
import { readGoal, type SaidGoal } from "./read-goal.ts";
import { readRows } from "./read-rows.ts";
import { readSchema } from "./read-schema.ts";
import { resolveGoal } from "./resolve-goal.ts";

/**
 * Questions and changes over a database: looks at the tables until all words of the goal are found in what describes them,
 * puts the goal into SQL, and says what came back. It takes the first table, column and tool that fit.
 */
export const queryDatabase: Skill = (view) => {
  const goal = readGoal(view.goal, view.language);
  if (goal === undefined) return undefined;
  const made = view.done.findLast(isStatement);
  if (made !== undefined) return concluded(view, goal, made);
  if (pickTool(view.tools, "query") === undefined)
    // Goals of other kinds ask for a value in the same words.
    return goal.asks === "value" ? undefined : lost(view, "no tool reaches the database", "没有工具能访问数据库");
  const noun = unnamed(goal);
  return noun === undefined ? nextStep(view, goal) : askFor(view, noun);
};

function nextStep(view: ReaderView, goal: SaidGoal): Intent {
  const { done, tools } = view;
  const tables = readSchema(done);
  if (tables.length === 0) return firstLook(view);
  const resolved = resolveGoal(goal, tables);
  if ("unknown" in resolved) {
    const { unknown } = resolved;
    return lost(
      view,
      `the database does not have "${unknown}", so I cannot do this`,
      `数据库里没有“${unknown}”，无法完成`,
    );
  }
  if ("unseen" in resolved) return describeTable(view, resolved.unseen);
  const wanted = /^SELECT/.test(resolved.sql) ? "query" : "change";
  const tool = pickTool(tools, wanted);
  if (tool === undefined) return lost(view, "no tool changes the database", "没有工具能修改数据库");
  const failed = done.find((call) => call.failed && !call.passing && Object.values(call.arguments)[0] === resolved.sql);
  if (failed !== undefined) return lost(view, "the statement cannot be run", "语句无法执行");
  const reason = view.language === "zh" ? "要用的表和列都清楚了" : "the tables and columns that it takes are known";
  return { reason, call: callOf(tool, resolved.sql) };
}

function firstLook(view: ReaderView): Intent {
  const tool = pickTool(view.tools, "overview") ?? pickTool(view.tools, "list");
  if (tool === undefined || view.done.some((call) => call.name === tool.name && !call.failed))
    return lost(view, "nothing shows which tables there are", "看不到有哪些表");
  const reason = view.language === "zh" ? "要先知道有哪些表" : "first it must be known which tables there are";
  return { reason, call: { name: tool.name, arguments: {} } };
}

function describeTable(view: ReaderView, table: string): Intent {
  const tool = pickTool(view.tools, "describe");
  const asked = view.done.some((call) => call.name === tool?.name && Object.values(call.arguments)[0] === table);
  if (tool === undefined || asked) return lost(view, `nothing shows the columns of ${table}`, `看不到${table}的列`);
  const reason = view.language === "zh" ? `要知道${table}有哪些列` : `the columns of ${table} have to be known`;
  return { reason, call: callOf(tool, table) };
}

function callOf({ name, parameters }: Tool, text: string): { name: string; arguments: JsonObject } {
  const [parameter = "sql"] = Object.keys((parameters?.["properties"] ?? {}) as JsonObject);
  return { name, arguments: { [parameter]: text } };
}

/** A statement that came through: only these hold SQL. */
function isStatement({ failed, arguments: args }: SeenCall): boolean {
  return !failed && /^\s*(?:SELECT|INSERT|UPDATE|DELETE)\b/i.test(String(Object.values(args)[0] ?? ""));
}

function concluded(view: ReaderView, { asks }: SaidGoal, { observation, arguments: args }: SeenCall): Intent {
  const zh = view.language === "zh";
  if (!/^\s*SELECT\b/i.test(String(Object.values(args)[0])))
    return {
      reason: zh ? "修改已经完成" : "the change has been made",
      answer: zh ? "已按要求修改。" : "Done as asked.",
    };
  const rows = readRows(observation);
  const isMany = asks === "names" || asks === "falling" || asks === "rising";
  const values = (isMany ? rows : rows.slice(0, 1)).map(([value = ""]) => value);
  if (values.length === 0 || values.includes("NULL") || values.includes("null"))
    return lost(view, "the database has no such record, so I cannot answer", "数据库中没有这样的记录，无法回答");
  const reason = zh ? "查询给出了结果" : "the query has given the result";
  return { reason, answer: zh ? `${values.join("、")}。` : `${values.join(", ")}.` };
}

/** The noun of a row that is spoken of as if it were known: "that order", "那笔订单". */
function unnamed({ rows }: SaidGoal): string | undefined {
  if (!("row" in rows)) return undefined;
  return /^(?:the|that|this) (\p{Ll}+(?: \p{Ll}+)*)$/iu.exec(rows.row)?.[1] ?? /^[那这](.+)$/u.exec(rows.row)?.[1];
}

function askFor({ language }: ReaderView, noun: string): Intent {
  if (language === "zh") return { reason: `没有说明是哪${noun}`, question: `请问您指的是哪${noun}？` };
  return { reason: `it is not said which ${noun} is meant`, question: `Which ${noun} do you mean?` };
}

function lost({ language }: ReaderView, en: string, zh: string): Intent {
  const reason = language === "zh" ? zh : en;
  return { reason, give_up: reason };
}
