import { basename } from "node:path";
import { MalformedInputError, type MatError, type Place, RowRefusedError, WrongFormatError } from "../core/errors.ts";
import { repeatedKeysOf } from "../core/json/parse.ts";
import type { JsonValue } from "../core/json/value.ts";
import { parseRow } from "../store/parse-row.ts";
import type { SourceRow } from "../store/read-rows.ts";
import type { RowOrigin } from "../store/row.ts";
import type { FormatReader, ReadTrajectory } from "./format.ts";
import { createTally, type Tally } from "./tally.ts";

/** What became of one source row. Rows that are not even JSON have no outcome: they are only counted. */
export type Outcome = ReadRow | KeptRow;

/** A row that became a trajectory. */
export interface ReadRow {
  readonly kind: "read";
  readonly row: SourceRow;
  readonly value: JsonValue;
  readonly read: ReadTrajectory;
}

/** A row that became none, and why; it is kept beside the output. */
export interface KeptRow {
  readonly kind: "left_out" | "refused" | "bad";
  readonly row: SourceRow;
  readonly value: JsonValue;
  readonly id: string;
  readonly reason: string;
  readonly detail?: string;
}

/** Counts of what the rows of a source became. */
export interface SourceTallies {
  readonly leftOut: Tally;
  readonly refused: Tally;
  readonly bad: Tally;
  readonly warnings: Tally;
}

/** Empty {@link SourceTallies}. */
export function createSourceTallies(): SourceTallies {
  return { leftOut: createTally(), refused: createTally(), bad: createTally(), warnings: createTally() };
}

/** Counts an error that a row gave. */
export function tallyBad(tally: Tally, error: MatError): void {
  tally.add(badReason(error), error.place, error.message);
}

/**
 * A function that reads one source row and counts what became of it. A bad row (no JSON, or not of the format) is an
 * error unless `skipBad`; a row that the format refuses or leaves out never is.
 */
export function createOutcomes(
  reader: FormatReader,
  tallies: SourceTallies,
  skipBad: boolean,
): (row: SourceRow) => Outcome | undefined {
  const skipped = (error: unknown): MatError => {
    if (!skipBad || !isBadRow(error)) throw error;
    tallyBad(tallies.bad, error);
    return error;
  };
  return (row) => {
    let value: JsonValue;
    try {
      value = parseRow(row);
    } catch (error) {
      skipped(error);
      return undefined;
    }
    const place: Place = { file: row.file, line: row.line, row: row.row };
    for (const path of repeatedKeysOf(value)) tallies.warnings.add("repeated_key", place, path);
    const id = fallbackIdOf(row);
    try {
      const read = reader.read(value, { place, fallbackId: id });
      if (!("leftOut" in read)) return { kind: "read", row, value, read };
      const { leftOut: reason, detail } = read;
      tallies.leftOut.add(reason, place, detail);
      return { kind: "left_out", row, value, id, reason, ...(detail === undefined ? {} : { detail }) };
    } catch (error) {
      if (error instanceof RowRefusedError) {
        tallies.refused.add(error.reason, place, error.message);
        return { kind: "refused", row, value, id, reason: error.reason, detail: error.message };
      }
      const bad = skipped(error);
      return { kind: "bad", row, value, id, reason: badReason(bad), detail: bad.message };
    }
  };
}

function isBadRow(error: unknown): error is MatError {
  return error instanceof MalformedInputError || error instanceof WrongFormatError;
}

function badReason(error: MatError): string {
  return error instanceof WrongFormatError ? "wrong_format" : "malformed";
}

/** Where a row stands in its source. */
export function originOf({ file, line, row }: SourceRow): RowOrigin {
  return { file, line, row };
}

/** What rows of standard input have as their file. */
const STANDARD_INPUT = "standard input";

/** `answers:3` for the third row of `data/answers.jsonl.gz`. */
function fallbackIdOf({ file, row }: SourceRow): string {
  const name =
    file === STANDARD_INPUT
      ? "stdin"
      : basename(file)
          .replace(/\.(gz|zst)$/, "")
          .replace(/\.(jsonl|ndjson|json)$/, "");
  return `${name}:${row}`;
}
