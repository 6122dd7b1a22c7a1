import { WrongFormatError } from "../../src/core/errors.ts";
import { parseJson, parseStoredJson } from "../../src/core/json/parse.ts";
import { stringifyJson } from "../../src/core/json/stringify.ts";
import type { JsonValue } from "../../src/core/json/value.ts";
import type { Trajectory } from "../../src/core/trajectory.ts";
import { read as readAtif } from "../../src/format/atif/read.ts";
import type { FormatReader, FormatWriter, ReadTrajectory, WriteResult } from "../../src/format/format.ts";
import { read as readOpenAi } from "../../src/format/openai/read.ts";

/** Where a row of a test stands. */
export const CONTEXT = { place: { file: "rows.jsonl", line: 1, row: 1 }, fallbackId: "rows:1" };

/** Reads one row; the test fails when the format leaves it out. */
export function readText(reader: FormatReader, text: string): ReadTrajectory {
  const read = reader.read(parseJson(text), CONTEXT);
  if ("leftOut" in read) throw new Error(`left out: ${read.leftOut}`);
  return read;
}

/** The trajectory as it is after it has been written to a dataset and read back. */
export function throughDisk(trajectory: Trajectory): Trajectory {
  return parseStoredJson(stringifyJson(trajectory as unknown as JsonValue)) as unknown as Trajectory;
}

/** What a writer makes of a trajectory: the text of its only row, and the rest of the result. */
export function writeText(writer: FormatWriter, trajectory: Trajectory): WriteResult & { readonly written: string } {
  const result = writer.write(trajectory, "rows:1");
  const row = result.rows[0];
  const written = row === undefined ? "" : (row.text ?? stringifyJson(row.value!));
  return { ...result, written };
}

const READERS: Readonly<Record<string, FormatReader>> = { openai: { read: readOpenAi }, atif: { read: readAtif } };

/** Does this format read this row? (A repeated key can hide what makes it one of the format.) */
export function isRead(format: string, text: string): boolean {
  try {
    readText(READERS[format]!, text);
    return true;
  } catch (error) {
    if (error instanceof WrongFormatError) return false;
    throw error;
  }
}
