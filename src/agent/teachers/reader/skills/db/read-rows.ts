import { isObject } from "../../../../../core/json/value.ts";
import { jsonOf } from "../../../../../templates/protocol/arguments.ts";

/** The rows that a query's observation shows. */
export function readRows(observation: string): string[][] {
  const value = jsonOf(observation.trim());
  if (isObject(value)) {
    const { rows } = value;
    return Array.isArray(rows) ? rows.map((row) => (Array.isArray(row) ? row.map(String) : [])) : [];
  }
  // Behind the line with the names of the columns.
  const lines = observation.trim().split("\n").slice(1);
  return lines.filter((line) => !/^[(（]/.test(line)).map((line) => line.split(" | "));
}
