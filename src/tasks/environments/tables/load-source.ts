import { createHash } from "node:crypto";
import { createReadStream, statSync } from "node:fs";
import { resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { InputMissingError, RunChangedError, UsageError, WrongFormatError } from "../../../core/errors.ts";
import { fileError } from "../../../store/file-error.ts";
import { loadTables } from "../db/duckdb/load-tables.ts";
import { makeTask } from "../db/make-task.ts";
import { quoted } from "./quoted.ts";
import type { TableSource } from "./table-source.ts";

/** No larger file is loaded, and no table with more rows. */
const MOST_BYTES = 512 * 2 ** 20;
const MOST_ROWS = 1_000_000;

/** How a file becomes rows, by the end of its name. Nothing is guessed from a part of the rows alone. */
const READERS: readonly (readonly [pattern: RegExp, call: (path: string) => string])[] = [
  [/\.(?:csv|tsv)(?:\.gz)?$/i, (path) => `read_csv(${path}, sample_size = -1)`],
  [/\.(?:jsonl|ndjson)(?:\.gz)?$/i, (path) => `read_json(${path}, format = 'newline_delimited', sample_size = -1)`],
  [/\.parquet$/i, (path) => `read_parquet(${path})`],
];

/** Can this file be loaded as a table, by its name? */
export function isTableFile(file: string): boolean {
  return READERS.some(([pattern]) => pattern.test(file));
}

/** SHA-256 of a file's bytes. Throws InputMissingError where there is none. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash).catch((error: unknown) => {
    throw fileError(error, file);
  });
  return hash.digest("hex");
}

/**
 * Loads the tables of a source, its files as seen from a folder, into an empty database that may still read files.
 * @throws {RunChangedError} for a file that is not what it was
 * @throws {WrongFormatError} for a file that is no table
 */
export async function loadSource(connection: DuckDBConnection, source: TableSource, folder: string): Promise<void> {
  if (source.kind === "db") {
    const { number, seed, language, level } = source;
    const made = makeTask({ seed, languages: [language], levels: [level], split: "train" }, number);
    return loadTables(connection, [], made.state.tables);
  }
  for (const { table, path, sha256 } of source.files) {
    const file = resolve(folder, path);
    if ((await hashFile(file)) !== sha256)
      throw new RunChangedError(
        "this table is not what it was when its tasks were made",
        "Put back what it was, or make tasks again.",
        { file },
      );
    await loadFile(connection, table, file);
  }
}

/** The path of a file as DuckDB's readers take it: this file, and none that its name would be a pattern for. */
function literal(file: string): string {
  return `'${file.replace(/[*?[]/g, "[$&]").replaceAll("'", "''")}'`;
}

const FIX = "Mend the file, or leave it out.";

/** What DuckDB says of a file, on one line, without its advice on options that nobody can give here. */
function problemIn({ message }: Error): string {
  const [problem = ""] = message.split(/\n\s*\n|\nPossible /);
  return problem.replace(/\s*\n\s*/g, "; ").slice(0, 300);
}

async function loadFile(connection: DuckDBConnection, table: string, file: string): Promise<void> {
  const { size } = statSync(file);
  if (size === 0) throw new InputMissingError("this table is empty", "Leave it out.", { file });
  const reader = READERS.find(([pattern]) => pattern.test(file))?.[1];
  if (reader === undefined || size > MOST_BYTES)
    throw new UsageError(
      reader === undefined ? "this is no file of a table" : "this table is larger than 512 MiB",
      "Give CSV, TSV, JSONL or Parquet files of at most 512 MiB.",
      { file },
    );
  try {
    const rows = `SELECT * FROM ${reader(literal(file))} LIMIT ${MOST_ROWS + 1}`;
    await connection.run(`CREATE TABLE ${quoted(table)} AS ${rows}`);
  } catch (error) {
    throw new WrongFormatError("table", problemIn(error as Error), FIX, { file });
  }
  const named = await connection.runAndReadAll("SELECT column_name FROM duckdb_columns()");
  if (named.getRows().some(([name]) => String(name).includes("\0")))
    throw new WrongFormatError("table", "the name of a column holds the character NUL", FIX, { file });
  const count = await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM ${quoted(table)}`);
  if (Number(count.getRows()[0]?.[0]) <= MOST_ROWS) return;
  throw new UsageError("this table has more than a million rows", "Give a part of it.", { file });
}
