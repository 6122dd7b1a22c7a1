import type { z } from "zod";
import type { Place } from "../core/errors.ts";
import type { FileLayout } from "../core/json/layout.ts";
import type { JsonValue } from "../core/json/value.ts";
import type { Trajectory } from "../core/trajectory.ts";
import type { Carry } from "./carry.ts";

/** A row as a format's reader sees it: the parsed value (exact: see core/json) and where it stands. */
export interface ReadContext {
  readonly place: Place;
  /** The id that the row gets when it carries none of its own. */
  readonly fallbackId: string;
}

/** A row that became a trajectory, with what belongs beside it. */
export interface ReadTrajectory {
  readonly trajectory: Trajectory;
  /** The row's id in the dataset; unique once the store has numbered repeats. */
  readonly id: string;
  /** Named values kept beside the trajectory, such as ToolBench's search tree. */
  readonly sidecars?: Readonly<Record<string, JsonValue>>;
}

/** A row that the format itself leaves out (ToolBench without train_messages): counted and kept, no error. */
export interface LeftOut {
  readonly leftOut: string;
  readonly detail?: string;
}

/** The reading half of a format. Throws RowRefusedError or WrongFormatError; never anything else on any input. */
export interface FormatReader {
  read(row: JsonValue, context: ReadContext): ReadTrajectory | LeftOut;
}

/** One output row: a value that the row file encodes, or text or bytes that the writer encoded in the layout it was given. */
export interface WrittenRow {
  /** Which of the writer's files it goes to. */
  readonly file: string;
  readonly value?: JsonValue;
  readonly text?: string;
  /** JSON bytes in the layout that the writer was given, in pieces; valid until the writer's next `write`. */
  readonly bytes?: readonly Uint8Array[];
}

/** A row that one of the writer's files cannot hold, by name. */
export interface Refusal {
  /** The file that goes without it; absent: all of them. */
  readonly file?: string;
  readonly reason: string;
  readonly detail: string;
}

/** What became of one trajectory. */
export interface WriteResult {
  readonly rows: readonly WrittenRow[];
  /** Paths of fields that the target cannot hold, such as `steps[].metrics`. */
  readonly lost: readonly string[];
  readonly refusals?: readonly Refusal[];
  /** How many residuals no longer fitted their step and were discarded. */
  readonly staleResiduals?: number;
}

/** The writing half of a format, made for one output. */
export interface FormatWriter {
  /** The names of the files it writes; one empty name when the output is one file. */
  readonly files: readonly string[];
  write(trajectory: Trajectory, id: string): WriteResult;
  /**
   * What it takes from row to row: `"none"` where each row is written as if it stood alone. Where this is said, rows of a
   * large dataset are written on several threads, by a writer on each; else by one writer, in order.
   */
  readonly carry?: "none" | Carry;
}

/** What a format can do and loses: one registry line in `format/registry.ts`, one folder under `format/`. */
export interface Format<ReadOptions = never, WriteOptions = never> {
  readonly name: string;
  readonly title: string;
  /** What one row is, in a sentence. */
  readonly row: string;
  /** The ATIF fields that it cannot hold, as `mat formats` shows them. */
  readonly loses: readonly string[];
  /** 0 (surely not) to 1 (surely): is this row of the format? Used to guess `--from`. */
  detect(row: JsonValue): number;
  readonly reading?: FormatReading<ReadOptions>;
  readonly writing?: FormatWriting<WriteOptions>;
}

/** How a format is read: its options (flags of `mat import`), checked by zod, and its reader. */
export interface FormatReading<Options> {
  readonly options: z.ZodType<Options>;
  reader(options: Options): FormatReader | Promise<FormatReader>;
}

/** How a format is written: its options (flags of `mat export`), checked by zod, its layout, and its writer. */
export interface FormatWriting<Options> {
  readonly options: z.ZodType<Options>;
  /** How rows are laid out unless the source's layout or a flag says otherwise. */
  readonly layout: FileLayout;
  /** Does `-o` name a folder that holds one file per name in `FormatWriter.files`? */
  readonly folder: boolean;
  writer(options: Options, layout: FileLayout): FormatWriter | Promise<FormatWriter>;
}
