import { MalformedInputError } from "../core/errors.ts";
import { JsonSyntaxError, parseJson } from "../core/json/parse.ts";
import type { JsonValue } from "../core/json/value.ts";
import type { SourceRow } from "./read-rows.ts";

/**
 * The JSON value of a row, exact as `parseJson` makes it.
 * @throws {MalformedInputError} with the place of what is wrong
 */
export function parseRow(row: SourceRow): JsonValue {
  try {
    return parseJson(row.text);
  } catch (error) {
    throw malformedRow(error, row);
  }
}

/** The error for a row that could not be parsed; anything but a JsonSyntaxError comes back as it is. */
export function malformedRow(error: unknown, row: SourceRow): unknown {
  if (!(error instanceof JsonSyntaxError)) return error;
  const before = row.text.slice(0, error.offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  const line = row.line + (before.match(/\n/g)?.length ?? 0);
  const where = lineStart === 0 ? `character ${error.offset + 1} of the row` : `column ${error.offset - lineStart + 1}`;
  const near = row.text.slice(Math.max(lineStart, error.offset - 20), error.offset + 20).split("\n", 1)[0];
  const problem = `${error.message}, at ${where}, near ${JSON.stringify(near)}`;
  return new MalformedInputError(problem, error.fix, { file: row.file, line, row: row.row }, { cause: error });
}
