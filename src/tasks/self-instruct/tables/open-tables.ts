import { readdirSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { UsageError } from "../../../core/errors.ts";
import { canonicalJson, sha256 } from "../../../core/hash.ts";
import { fileError } from "../../../store/file-error.ts";
import { hashFile, isTableFile } from "../../environments/tables/load-source.ts";
import { withDatabase } from "../../environments/tables/shared-databases.ts";
import type { TableSource } from "../../environments/tables/table-source.ts";
import type { InstructSource } from "../source.ts";
import { tablesInstruction } from "./tables-instruction.ts";

const BUILTIN = "builtin:db";
const MOST_TABLES = 50;

/**
 * Questions over the tables of these files and folders, or of `builtin:db`. `folder` is where the file of tasks will stand: the
 * tasks name the tables as seen from there.
 * @throws {UsageError} where there is no table
 */
export async function openTables(inputs: readonly string[], seed: number, folder: string): Promise<InstructSource> {
  if (inputs.includes(BUILTIN)) {
    if (inputs.length > 1) throw new UsageError(`${BUILTIN} stands beside other inputs`, "Give one or the other.");
    const made = ({ number, language, level }: { number: number; language: "en" | "zh"; level: number }) =>
      ({ kind: "db", number, seed, language, level }) as const;
    return tablesInstruction(made, sha256(BUILTIN), folder);
  }
  const files = inputs.flatMap(tableFilesIn);
  if (files.length > MOST_TABLES)
    throw new UsageError(`there are ${files.length} tables`, `Give ${MOST_TABLES} at most.`);
  const names = files.map(tableName);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new UsageError(`two tables are called ${twice}`, "Rename one of their files.");
  const listed = await Promise.all(
    files.map(async (file, at) => ({ table: names[at]!, path: relative(folder, file), sha256: await hashFile(file) })),
  );
  const source: TableSource = { kind: "files", files: listed.toSorted((a, b) => (a.table < b.table ? -1 : 1)) };
  // What cannot be loaded shows now, before anything is asked.
  await withDatabase({ source, folder }, async () => {});
  const contents = source.files.map(({ table, sha256: hash }) => [table, hash]);
  return tablesInstruction(() => source, sha256(canonicalJson(contents)), folder);
}

function tableFilesIn(input: string): string[] {
  const found = lookAt(input);
  if (found === "file") {
    if (isTableFile(input)) return [input];
    throw new UsageError("this is no table", "Give CSV, TSV, JSONL or Parquet files, or a folder of them.", {
      file: input,
    });
  }
  const files = readdirSync(input).filter(isTableFile).sort();
  if (files.length > 0) return files.map((name) => join(input, name));
  throw new UsageError("this folder has no tables", "Put CSV, TSV, JSONL or Parquet files into it.", { file: input });
}

function lookAt(path: string): "file" | "folder" {
  try {
    return statSync(path).isDirectory() ? "folder" : "file";
  } catch (error) {
    throw fileError(error, path);
  }
}

/** A table's name is its file's, in letters, digits and underscores. */
function tableName(file: string): string {
  const stem = basename(file).replace(/(?:\.(?:csv|tsv|jsonl|ndjson|parquet))(?:\.gz)?$/i, "");
  const name = stem
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_+|_+$/g, "");
  return /^\d|^$/.test(name) ? `table_${name}` : name;
}
