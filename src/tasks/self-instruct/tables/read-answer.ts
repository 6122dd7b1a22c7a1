import type { ShownRows } from "../../environments/db/duckdb/run-one.ts";
import type { ExpectedValue } from "../../environments/tables/expected-value.ts";

/** The names that an answer may have, at most, and the characters of each. */
const MOST_NAMES = 10;
const LONGEST_NAME = 80;
const MOST_DECIMALS = 4;

const NUMBER = /^(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|U\w+INT|FLOAT|DOUBLE|DECIMAL.*)$/;

/** The answer that a result is, without the names that might stand in its place; else why it is none. */
export function readAnswer(result: ShownRows, ordered: boolean): ExpectedValue | string {
  const { rows, types, more } = result;
  if (types.length !== 1) return "more_than_one_column";
  if (rows.length === 0) return "no_rows";
  if (more || rows.length > MOST_NAMES) return "too_many_rows";
  const values = rows.map(([value]) => value);
  if (values.some((value) => value === null)) return "null_answer";
  const [type] = types as [string];
  if (type === "VARCHAR") return namesIn(values.map(String), ordered);
  if (rows.length > 1) return "list_of_no_names";
  if (type === "DATE") return dateIn(String(values[0]));
  return NUMBER.test(type) ? numberIn(String(values[0])) : "no_plain_value";
}

function namesIn(names: readonly string[], ordered: boolean): ExpectedValue | string {
  if (names.some((name) => name.trim() === "")) return "null_answer";
  if (names.some((name) => name.length > LONGEST_NAME)) return "too_long_name";
  if (new Set(names).size < names.length) return "repeated_names";
  if (names.length === 1) return { kind: "text", forms: [...names], rivals: [] };
  return { kind: "names", names: [...names], ordered, rivals: [] };
}

function dateIn(text: string): ExpectedValue | string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return "no_plain_value";
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  return { kind: "date", year, month, day };
}

/** Nothing counted is what a condition finds that is wrong; a number with many decimals nobody says. */
function numberIn(text: string): ExpectedValue | string {
  const value = Number(text);
  if (!Number.isFinite(value)) return "no_plain_value";
  if (value === 0) return "zero_answer";
  if (!Number.isInteger(value) && Math.abs(value) < 1e-4) return "not_rounded";
  const [, decimals = ""] = String(value).split(".");
  if (decimals.length > MOST_DECIMALS || /e/i.test(String(value))) return "not_rounded";
  // Whoever does not round says a number that would be rounded to the right one.
  return { kind: "number", value, ...(decimals === "" ? {} : { tolerance: 10 ** -decimals.length / 2 }) };
}
