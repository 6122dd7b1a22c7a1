import { isObject, type JsonValue } from "../../../../../core/json/value.ts";
import { jsonOf } from "../../../../../templates/protocol/arguments.ts";
import type { SeenCall } from "../../reader-view.ts";

/** A column as an observation showed it. */
export interface SeenColumn {
  readonly name: string;
  readonly type: string;
  readonly noun?: string;
  /** The table whose ids it holds. */
  readonly refersTo?: string;
}

/** A table as observations showed it; without columns as long as nobody looked. */
export interface SeenTable {
  readonly name: string;
  readonly description: string;
  readonly columns?: readonly SeenColumn[];
}

/** The tables that calls have shown, in the order in which they came. */
export function readSchema(done: readonly SeenCall[]): SeenTable[] {
  const tables = new Map<string, SeenTable>();
  for (const { failed, observation } of done)
    for (const table of failed ? [] : tablesIn(observation))
      if (table.columns !== undefined || !tables.has(table.name)) tables.set(table.name, table);
  return [...tables.values()];
}

function tablesIn(observation: string): SeenTable[] {
  const value = jsonOf(observation.trim());
  if (value !== undefined) return (Array.isArray(value) ? value : [value]).flatMap(tableFrom);
  return tablesInLines(observation);
}

function tableFrom(value: JsonValue): SeenTable[] {
  if (!isObject(value) || typeof value["name"] !== "string") return [];
  const { name, description, columns } = value;
  const table = { name, description: String(description ?? "") };
  if (!Array.isArray(columns)) return [table];
  return [{ ...table, columns: columns.flatMap((one) => (isObject(one) ? [columnFrom(one)] : [])) }];
}

function columnFrom({ name, type, description }: Readonly<Record<string, JsonValue>>): SeenColumn {
  return { name: String(name), type: String(type), ...meaning(typeof description === "string" ? description : "") };
}

const COLUMN = /^\s*(\S+) (INTEGER|DECIMAL\(10, 2\)|DATE|VARCHAR)(?: - (.*))?$/;
const TABLE = /^(?:- )?([\p{L}\p{N}_]+): (.+)$/u;

function tablesInLines(text: string): SeenTable[] {
  const tables: { name: string; description: string; columns: SeenColumn[] }[] = [];
  for (const line of text.split("\n")) {
    const [, column, type, said = ""] = COLUMN.exec(line) ?? [];
    const [, name, description] = TABLE.exec(line.trim()) ?? [];
    if (column !== undefined) tables.at(-1)?.columns.push({ name: column, type: type!, ...meaning(said) });
    else if (name !== undefined) tables.push({ name, description: description!, columns: [] });
  }
  return tables.map(({ columns, ...table }) => (columns.length === 0 ? table : { ...table, columns }));
}

/** "customer (-> customers)": a noun, and what stands in brackets behind it. */
function meaning(text: string): Pick<SeenColumn, "noun" | "refersTo"> {
  if (text === "") return {};
  const noun = text.replace(/\s*[(（].*$/, "").trim();
  const refersTo = /-> ([^)）]+)/.exec(text)?.[1];
  return { noun, ...(refersTo === undefined ? {} : { refersTo }) };
}
