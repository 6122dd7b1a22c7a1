import type { JsonValue } from "../../../core/json/value.ts";
import type { CheckedAnswer } from "../../../llm/ask-json/ask-json.ts";
import { findDates } from "../../answers/find-dates.ts";
import { plainText } from "../../answers/plain-text.ts";
import type { ShownRows } from "../../environments/db/duckdb/run-one.ts";
import { isGivenAway } from "../../environments/db/expected-of.ts";
import type { TableTaskWorld } from "../../environments/tables/environment.ts";
import { type ExpectedValue, expectedIn } from "../../environments/tables/expected-value.ts";
import { HeldUpError } from "../../environments/tables/held-up-error.ts";
import type { TableDatabase } from "../../environments/tables/table-database.ts";
import type { TableSource } from "../../environments/tables/table-source.ts";
import { tableTools } from "../../environments/tables/table-tools.ts";
import { checkQuestion } from "../check-question.ts";
import type { InstructFrame } from "../frame.ts";
import type { DraftedTask } from "../source.ts";
import { tableProblem } from "./problems.ts";
import { readAnswer } from "./read-answer.ts";

/** What a model writes of a question over tables. */
export interface TableDraft {
  readonly question: string;
  readonly sql: string;
}

/** The tables of a question, and the same with their rows in the opposite order. */
export interface DraftTables {
  readonly source: TableSource;
  readonly forward: TableDatabase;
  readonly reversed: TableDatabase;
}

const SPEAKS_OF_SQL = /\b(?:sql|select\b.*\bfrom|group by|order by|null|varchar)\b|数据表|字段|列名/i;

/** Checks a question over tables by running its SQL: the task, or all that is wrong with it. */
export async function checkDraft(
  { question, sql }: TableDraft,
  { source, forward, reversed }: DraftTables,
  { language, level }: InstructFrame,
): Promise<CheckedAnswer<DraftedTask>> {
  const query = question.trim();
  const problems = checkQuestion(query, language);
  const say = (reason: string) => tableProblem(reason, language);
  if (SPEAKS_OF_SQL.test(query) || namesColumn(query, forward)) problems.push(say("sql_in_question"));
  const statement = sql.trim().replace(/;\s*$/, "");
  const tables = tablesIn(statement, forward);
  if (isTooEasy(statement, level, tables, forward)) problems.push(say("too_easy"));
  const result = await run(forward, statement);
  if (typeof result === "string") return { problems: [{ reason: "sql_failed", problem: result }, ...problems] };
  const ordered = /\border\s+by\b/i.test(statement);
  const answer = readAnswer(result, ordered);
  if (typeof answer === "string") return { problems: [say(answer), ...problems] };
  const unsteady = await findUnsteady(statement, ordered, result, forward, reversed);
  if (unsteady !== undefined) return { problems: [say(unsteady), ...problems] };
  const expected = await attempt(() => withRivals(answer, forward));
  if (typeof expected === "string") return { problems: [{ reason: "sql_failed", problem: expected }, ...problems] };
  if (givesAway(expected, query)) problems.push(say("answer_in_question"));
  if (problems.length > 0) return { problems };
  const world: TableTaskWorld = { version: 1, source, tables, sql: statement, expected };
  return { value: { environment: "tables", query, tools: tableTools(language), world: world as unknown as JsonValue } };
}

/** Does a question name a column or a table as only a database does, with an underscore? */
function namesColumn(query: string, { tables }: TableDatabase): boolean {
  const text = query.toLowerCase();
  const names = tables.flatMap(({ name, columns }) => [name, ...columns.map((column) => column.name)]);
  return names.some((name) => name.includes("_") && text.includes(name.toLowerCase()));
}

function run(database: TableDatabase, sql: string): Promise<ShownRows | string> {
  return attempt(() => database.select(sql));
}

/** What comes of it, or DuckDB's message. */
async function attempt<T>(work: () => Promise<T>): Promise<T | string> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof HeldUpError) throw error;
    const [first = ""] = (error as Error).message.split("\n\nLINE ");
    return first.trim().slice(0, 400);
  }
}

/** Does the result change from one time to the next, or with the order in which rows happen to stand? */
async function findUnsteady(
  sql: string,
  ordered: boolean,
  result: ShownRows,
  forward: TableDatabase,
  reversed: TableDatabase,
): Promise<string | undefined> {
  const again = await run(forward, sql);
  if (typeof again === "string" || rowsOf(again, ordered) !== rowsOf(result, ordered)) return "changes";
  const turned = await run(reversed, sql);
  if (typeof turned === "string" || rowsOf(turned, ordered) !== rowsOf(result, ordered)) return "depends_on_order";
  return undefined;
}

/** The order of rows counts where the statement asks for one. Sums of fractions differ in their last digits. */
function rowsOf({ rows }: ShownRows, ordered: boolean): string {
  const lines = rows.map((row) =>
    JSON.stringify(row.map((cell) => (typeof cell === "number" ? Number(cell.toPrecision(10)) : cell))),
  );
  return (ordered ? lines : lines.sort()).join("\n");
}

function tablesIn(sql: string, { tables }: TableDatabase): string[] {
  const words = new Set(sql.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []);
  const text = sql.toLowerCase();
  const isNamed = (name: string) => (/^[\p{L}\p{N}_]+$/u.test(name) ? words.has(name) : text.includes(name));
  return tables.map(({ name }) => name).filter((name) => isNamed(name.toLowerCase()));
}

const AGGREGATE = /\b(?:count|sum|avg|min|max|median|stddev\w*)\s*\(|\border\s+by\b/i;
const GROUPED = /\bgroup\s+by\b|\bwith\b|\bover\s*\(|\(\s*select\b/i;

/** What a level means, as far as a statement shows it; see the prompt. */
function isTooEasy(sql: string, level: number, used: readonly string[], { tables }: TableDatabase): boolean {
  const joins = used.length > 1 || tables.length === 1;
  if (level === 2) return !AGGREGATE.test(sql) && used.length < 2;
  if (level === 3) return !(GROUPED.test(sql) || used.length > 1);
  if (level >= 4) return !(GROUPED.test(sql) && joins);
  return false;
}

async function withRivals(expected: ExpectedValue, database: TableDatabase): Promise<ExpectedValue> {
  if (expected.kind === "text") return { ...expected, rivals: await database.textsBeside(expected.forms) };
  if (expected.kind === "names") return { ...expected, rivals: await database.textsBeside(expected.names) };
  return expected;
}

function givesAway(value: ExpectedValue, query: string): boolean {
  const expected = expectedIn(value, query);
  if (expected.kind !== "date") return isGivenAway(expected, query);
  const { year, month, day } = expected;
  return findDates(plainText(query)).dates.some(
    (date) => date.month === month && date.day === day && (date.year ?? year) === year,
  );
}
