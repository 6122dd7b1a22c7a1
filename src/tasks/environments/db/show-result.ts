import type { Language } from "../../../templates/template.ts";
import type { ShownRows, StatementKind } from "./duckdb/run-one.ts";
import type { ResultStyle } from "./show-schema.ts";

/** No result is longer, in characters, and no value in it. */
const LONGEST = 4000;
const LONGEST_VALUE = 200;

/** A statement's result as the agent is shown it: rows, or how many were changed. */
export function showResult(
  { columns, rows, more }: ShownRows,
  style: ResultStyle,
  kind: StatementKind,
  language: Language,
): string {
  const zh = language === "zh";
  if (kind === "change" && columns[0] === "Count") {
    const changed = Number(rows[0]?.[0] ?? 0);
    return style === "json"
      ? JSON.stringify({ changed_rows: changed })
      : zh
        ? `已修改${changed}行。`
        : `${changed} rows changed.`;
  }
  const texts = rows.map((row) => row.map(shown));
  const fits = fitting(texts);
  const cut =
    more || fits < rows.length ? { note: zh ? `只显示前${fits}行` : `only the first ${fits} rows are shown` } : {};
  if (style === "json")
    return JSON.stringify({ columns, rows: rows.slice(0, fits).map((row) => row.map(value)), ...cut });
  if (rows.length === 0) return zh ? "没有符合条件的行。" : "No rows.";
  const lines = [columns, ...texts.slice(0, fits)].map((cells) => cells.join(" | "));
  return [...lines, ...Object.values(cut).map((note) => `(${note})`)].join("\n");
}

function fitting(rows: readonly (readonly string[])[]): number {
  let length = 0;
  const over = rows.findIndex((cells) => {
    length += cells.reduce((sum, cell) => sum + cell.length + 3, 0);
    return length > LONGEST;
  });
  return over === -1 ? rows.length : over;
}

function value(cell: unknown): string | number | null {
  return cell === null || typeof cell === "number" ? cell : shown(cell);
}

function shown(cell: unknown): string {
  const text = cell === null ? "NULL" : typeof cell === "string" ? cell : JSON.stringify(cell);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
