import { UsageError, WrongFormatError } from "../../core/errors.ts";
import { isObject, type JsonValue } from "../../core/json/value.ts";
import { parseRow } from "../../store/parse-row.ts";
import { readRows } from "../../store/read-rows.ts";
import { isTextFile, readTextLines } from "../../store/read-text-lines.ts";

/** The queries of a file: one a line of a text file (`.txt`), or JSON rows that are texts or have one under `query`. */
export async function readQueries(path: string): Promise<string[]> {
  const queries = await (isTextFile(path) ? readPlainQueries(path) : readQueryRows(path));
  if (queries.length === 0) throw new UsageError("the file holds no query", "Write a query a line.", { file: path });
  return queries;
}

async function readPlainQueries(path: string): Promise<string[]> {
  const lines = await readTextLines(path);
  return lines.map((line) => line.trim()).filter((line) => line !== "");
}

async function readQueryRows(path: string): Promise<string[]> {
  const queries: string[] = [];
  for await (const batch of readRows([path])) {
    for (const row of batch) {
      const query = queryOf(parseRow(row));
      if (query === undefined) throw noQuery(row);
      queries.push(query);
    }
  }
  return queries;
}

function queryOf(value: JsonValue): string | undefined {
  const query = isObject(value) ? value["query"] : value;
  return typeof query === "string" ? query : undefined;
}

function noQuery({ file, line, row }: { file: string; line: number; row: number }): WrongFormatError {
  const fix = 'Write a JSON text, or an object with a text under "query"; or a .txt file with a query a line.';
  return new WrongFormatError("queries", "the row is no query", fix, { file, line, row });
}
