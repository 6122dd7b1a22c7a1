import type { Language } from "../../../templates/template.ts";
import { sqlType } from "./duckdb/load-tables.ts";
import type { Column, Table } from "./table.ts";

/** How tables and results are written. */
export type ResultStyle = "json" | "lines";

/** The names of the tables in order, with what they hold. */
export function showTables(unordered: readonly Table[], style: ResultStyle): string {
  const tables = byName(unordered);
  if (style === "json") return JSON.stringify(tables.map(({ name, description }) => ({ name, description })));
  return tables.map(({ name, description }) => `- ${name}: ${description}`).join("\n");
}

/** A table with its columns. */
export function showTable(table: Table, style: ResultStyle, language: Language): string {
  return style === "json" ? JSON.stringify(asObject(table, language)) : asLines(table, language);
}

/** All tables with their columns. */
export function showSchema(unordered: readonly Table[], style: ResultStyle, language: Language): string {
  const tables = byName(unordered);
  if (style === "json") return JSON.stringify(tables.map((table) => asObject(table, language)));
  return tables.map((table) => asLines(table, language)).join("\n\n");
}

function byName(tables: readonly Table[]): Table[] {
  return tables.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function asObject(table: Table, language: Language) {
  const { name, description, columns } = table;
  return {
    name,
    description,
    columns: columns.map((column) => ({
      name: column.name,
      type: sqlType(column),
      ...(column.silent ? {} : { description: meaningOf(column, table, language) }),
    })),
  };
}

function asLines(table: Table, language: Language): string {
  const { name, description, columns } = table;
  const lines = columns.map((column) => {
    const meaning = column.silent ? "" : ` - ${meaningOf(column, table, language)}`;
    return `  ${column.name} ${sqlType(column)}${meaning}`;
  });
  return [`${name}: ${description}`, ...lines].join("\n");
}

/** What a column holds: its noun, then the unit, the words or the table that it refers to, in brackets. */
function meaningOf({ noun, type, unit, words, refersTo }: Column, table: Table, language: Language): string {
  const zh = language === "zh";
  if (type === "id") return zh ? `${table.noun}的编号` : `number of the ${table.noun}`;
  const more = refersTo !== undefined ? `-> ${refersTo}` : (unit ?? words?.join(zh ? "、" : ", "));
  if (more === undefined) return noun;
  return zh ? `${noun}（${more}）` : `${noun} (${more})`;
}
