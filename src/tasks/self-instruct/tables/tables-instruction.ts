import { z } from "zod";
import type { CheckedAnswer } from "../../../llm/ask-json/ask-json.ts";
import type { Language } from "../../../templates/template.ts";
import { quoted } from "../../environments/tables/quoted.ts";
import { withDatabase } from "../../environments/tables/shared-databases.ts";
import type { TableDatabase, TableShape } from "../../environments/tables/table-database.ts";
import type { TableSource } from "../../environments/tables/table-source.ts";
import type { InstructFrame } from "../frame.ts";
import { messagesOf } from "../messages-of.ts";
import type { Draft, DraftedTask, InstructSource } from "../source.ts";
import { checkDraft, type TableDraft } from "./check-draft.ts";
import { sayTables } from "./wording.ts";

const shape = z.object({ question: z.string(), sql: z.string() });

/** What a model is shown of tables, at most: tables, columns of each, rows of each, characters of a value. */
const SHOWN = { tables: 8, columns: 30, rows: 4, value: 60 } as const;

/** Questions over tables: of files, which `folder` is the place of, or those that the environment `db` makes up. */
export function tablesInstruction(
  sourceFor: (frame: InstructFrame) => TableSource,
  hash: string,
  folder: string,
): InstructSource {
  return {
    from: "tables",
    hash,
    draft(frame) {
      const source = sourceFor(frame);
      const check = (answer: TableDraft) =>
        withDatabase({ source, folder }, (forward) =>
          withDatabase({ source, folder, reversed: true }, (reversed) =>
            checkDraft(answer, { source, forward, reversed }, frame),
          ),
        );
      return withDatabase({ source, folder }, (open) => draftOver(open, frame, check));
    },
  };
}

async function draftOver(
  database: TableDatabase,
  frame: InstructFrame,
  check: (answer: TableDraft) => Promise<CheckedAnswer<DraftedTask>>,
): Promise<Draft> {
  const usable = database.tables.filter(({ rows }) => rows > 0);
  if (usable.length === 0) return { undrawable: { reason: "empty_tables", problem: "The tables have no rows." } };
  const { random, language } = frame;
  const table = random.pick(usable);
  const lines = await Promise.all(shownTables(usable, table, frame).map((one) => describe(database, one)));
  const focus = focusOn(table, random.pick(table.columns).name, language);
  return {
    name: "table_question",
    shape,
    language,
    messages: messagesOf(sayTables(frame, focus, lines.join("\n"))),
    check: (answer) => check(answer as TableDraft),
  };
}

/** The table that the question is about, and others beside it, in the order of their names. */
function shownTables(tables: readonly TableShape[], focus: TableShape, { random }: InstructFrame): TableShape[] {
  const others = random.shuffled(tables.filter((one) => one !== focus)).slice(0, SHOWN.tables - 1);
  return [focus, ...others].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function focusOn({ name }: TableShape, column: string, language: Language): string {
  return language === "zh" ? `表 ${name} 的 ${column} 列` : `the column ${column} of the table ${name}`;
}

async function describe(database: TableDatabase, table: TableShape): Promise<string> {
  const columns = table.columns.slice(0, SHOWN.columns);
  const list = columns.map(({ name }) => quoted(name)).join(", ");
  const { rows } = await database.select(`SELECT ${list} FROM ${quoted(table.name)} LIMIT ${SHOWN.rows}`);
  const sample = rows.map((row) => row.map(shownValue));
  return JSON.stringify({
    table: table.name,
    columns: columns.map(({ name, type }) => `${name} ${type}`),
    rows: table.rows,
    sample,
  });
}

function shownValue(value: unknown): unknown {
  if (value === null || typeof value === "number" || typeof value === "boolean") return value;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > SHOWN.value ? `${text.slice(0, SHOWN.value).toWellFormed()}...` : text;
}
