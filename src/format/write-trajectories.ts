import { FieldsLostError, RowRefusedError } from "../core/errors.ts";
import type { FileLayout } from "../core/json/layout.ts";
import { stringifyJson } from "../core/json/stringify.ts";
import type { JsonObject, JsonValue } from "../core/json/value.ts";
import type { Trajectory } from "../core/trajectory.ts";
import type { RowOrigin } from "../store/dataset-writer.ts";
import type { FormatWriter, Refusal, WriteResult, WrittenRow } from "./format.ts";
import type { OutputFile, RowOutput } from "./open-output.ts";
import { createTally, type TallyReport } from "./tally.ts";

/** What became of the trajectories that were written. */
export interface WriteReport {
  /** Trajectories of which the output holds at least one row. */
  readonly rows: number;
  readonly files: readonly OutputFile[];
  /** Trajectories that gave no row and were not refused either: the format has nothing in them to write. */
  readonly empty: number;
  /** Trajectories that a file of the output goes without, and why: they are kept in `refused_file`. */
  readonly refused: number;
  readonly refused_by_reason: TallyReport;
  readonly refused_file?: string;
  /** Fields that the target cannot hold, and how many trajectories had them. */
  readonly lost: Readonly<Record<string, number>>;
  /** Residuals that no longer fitted, because the trajectory was edited, and were not written. */
  readonly stale_residuals: number;
}

/** Writes trajectories to an output and keeps the books. */
export interface TrajectoryWriting {
  /** Writes one trajectory; `encode` lays out the rows that the writer did not. */
  write(trajectory: Trajectory, id: string, origin: RowOrigin, encode?: Encode): Promise<void>;
  /** Keeps a row that never became a trajectory, and is counted elsewhere, beside the output. */
  keepAside(line: JsonObject): Promise<void>;
  /** Counts what another one, whose rows come next, has done; its rows are in the output already. */
  addReport(report: WriteReport): void;
  /** Counts a field that is lost before the writer sees it. */
  lose(field: string): void;
  /** Completes the output. Throws FieldsLostError, and leaves none, when `strict` and some fields were lost. */
  finish(end?: Pick<FileLayout, "finalNewline">): Promise<WriteReport>;
}

/** Lays out a row's value as text. */
export type Encode = (value: JsonValue) => string;

/** A {@link TrajectoryWriting}; with `strict` the fields that are lost are gathered to the end and then an error. */
export function writeTrajectories(
  writer: FormatWriter,
  output: RowOutput,
  strict: boolean,
  target: string,
): TrajectoryWriting {
  const refusedBy = createTally();
  const lost = new Map<string, number>();
  let refused = 0;
  let rows = 0;
  let empty = 0;
  let stale = 0;

  const lose = (field: string): void => void lost.set(field, (lost.get(field) ?? 0) + 1);

  async function keepRefused(refusals: readonly Refusal[], trajectory: Trajectory, id: string, origin: RowOrigin) {
    refused++;
    const counted = new Set<string>();
    for (const { file, reason, detail } of refusals) {
      // One trajectory, however many of the output's files go without it for this reason.
      if (!counted.has(reason)) refusedBy.add(reason, { ...origin, id }, detail);
      counted.add(reason);
      const line = { id, ...(file ? { file } : {}), reason, detail, origin: { ...origin }, trajectory };
      await output.keepAside(stringifyJson(line as unknown as JsonValue));
    }
  }

  return {
    lose,
    async write(trajectory, id, origin, encode) {
      const result = writeOrRefuse(writer, trajectory, id);
      for (const field of result.lost) lose(field);
      stale += result.staleResiduals ?? 0;
      for (const row of result.rows) {
        const pending = output.write(encode === undefined ? row : encoded(row, encode));
        if (pending !== undefined) await pending;
      }
      const { refusals = [] } = result;
      if (refusals.length > 0) await keepRefused(refusals, trajectory, id, origin);
      if (result.rows.length > 0) rows++;
      else if (refusals.length === 0) empty++;
    },
    keepAside: (line) => output.keepAside(stringifyJson(line)),
    addReport(report) {
      rows += report.rows;
      empty += report.empty;
      refused += report.refused;
      stale += report.stale_residuals;
      refusedBy.addReport(report.refused_by_reason);
      for (const [field, count] of Object.entries(report.lost)) lost.set(field, (lost.get(field) ?? 0) + count);
    },
    async finish(end) {
      if (strict && lost.size > 0) throw fieldsLost(lost, target);
      const { files, aside } = await output.finish(end);
      return {
        rows,
        files,
        empty,
        refused,
        refused_by_reason: refusedBy.report(),
        ...(aside === undefined ? {} : { refused_file: aside.path }),
        lost: Object.fromEntries([...lost].sort()),
        stale_residuals: stale,
      };
    },
  };
}

function encoded(row: WrittenRow, encode: Encode): WrittenRow {
  return row.text === undefined && row.bytes === undefined ? { file: row.file, text: encode(row.value!) } : row;
}

function writeOrRefuse(writer: FormatWriter, trajectory: Trajectory, id: string): WriteResult {
  try {
    return writer.write(trajectory, id);
  } catch (error) {
    if (!(error instanceof RowRefusedError)) throw error;
    return { rows: [], lost: [], refusals: [{ reason: error.reason, detail: error.message }] };
  }
}

function fieldsLost(lost: ReadonlyMap<string, number>, target: string): FieldsLostError {
  const fields = [...lost.keys()].sort();
  const counted = fields.map((field) => `${field} (${lost.get(field)} rows)`).join(", ");
  return new FieldsLostError(
    fields,
    `${target} cannot hold: ${counted}`,
    "Export without --strict to go without these fields, or to a format that holds them, such as atif.",
  );
}
