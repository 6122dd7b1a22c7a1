import { basename } from "node:path";
import { z } from "zod";
import { type MatError, WrongFormatError } from "../../core/errors.ts";
import { isObject, type JsonValue } from "../../core/json/value.ts";
import { parseRow } from "../../store/parse-row.ts";
import { readRows } from "../../store/read-rows.ts";
import { isTextFile, readTextLines } from "../../store/read-text-lines.ts";
import { type Task, taskSchema } from "../task.ts";
import { kagentbenchSource } from "./kagentbench-source.ts";
import { querySource } from "./query-source.ts";
import { toolbenchSource } from "./toolbench-source.ts";

/** Which come first: rows of the others have a query too. */
const SOURCES = [kagentbenchSource, toolbenchSource, querySource] as const;

/** How tasks are read. */
export interface ReadTasksOptions {
  /** Called for each row that is no task; absent, the error is thrown. */
  readonly onBadRow?: (error: MatError) => void;
  readonly signal?: AbortSignal;
}

/**
 * The tasks of a file: those that `mat tasks generate` wrote, queries of one's own (JSON rows, or a line each of a `.txt`
 * file), ToolBench's instruction files, KAgentBench rows (`eval_only`). What a row is, its keys say.
 * @throws {WrongFormatError} for a row that is none of these
 */
export async function* readTasks(file: string, options: ReadTasksOptions = {}): AsyncGenerator<Task> {
  if (isTextFile(file)) yield* readLines(file);
  else yield* readJson(file, options);
}

/** What a task is called that has no name of its own. */
function fallbackIdOf(file: string, number: number): string {
  return `${basename(file).replace(/\.[^.]*(?:\.(?:zst|gz))?$/, "")}-${number}`;
}

async function* readLines(file: string): AsyncGenerator<Task> {
  const lines = await readTextLines(file);
  for (const [at, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const task = querySource.read({ query: line.trim() }, { file, fallbackId: fallbackIdOf(file, at + 1) });
    if (typeof task !== "string") yield task;
  }
}

async function* readJson(file: string, { onBadRow, signal }: ReadTasksOptions): AsyncGenerator<Task> {
  const reading = { ...(onBadRow === undefined ? {} : { onBadRow }), ...(signal === undefined ? {} : { signal }) };
  for await (const batch of readRows([file], reading)) {
    for (const row of batch) {
      const place = { file: row.file, line: row.line, row: row.row };
      const task = taskOf(parseRow(row), { file: row.file, fallbackId: fallbackIdOf(row.file, row.row) });
      if (typeof task !== "string") yield task;
      else {
        const error = new WrongFormatError("tasks", task, FIX, place);
        if (onBadRow === undefined) throw error;
        onBadRow(error);
      }
    }
  }
}

const FIX = 'A task has at least a text under "query"; docs/tasks.md shows each kind of row.';

function taskOf(value: JsonValue, place: { readonly file: string; readonly fallbackId: string }): Task | string {
  const row = typeof value === "string" ? { query: value } : value;
  if (!isObject(row)) return "the row is no object and no text";
  if (row["environment"] !== undefined) {
    const own = taskSchema.safeParse(row);
    return own.success ? own.data : z.prettifyError(own.error).replace(/\s*\n\s*/g, " ");
  }
  const source = SOURCES.find((one) => one.fits(row));
  return source === undefined ? "the row has no query" : source.read(row, place);
}
