import { UsageError } from "../core/errors.ts";
import type { FileLayout } from "../core/json/layout.ts";
import type { JsonValue } from "../core/json/value.ts";
import { parseRow } from "../store/parse-row.ts";
import { readRows, type SourceRow } from "../store/read-rows.ts";
import { checkOptions, type GivenOptions } from "./check-options.ts";
import type { FormatReader } from "./format.ts";
import { guessFormat } from "./guess-format.ts";
import { createOutcomes, createSourceTallies, type Outcome, tallyBad } from "./outcome.ts";
import { loadReading } from "./registry.ts";
import type { TallyReport } from "./tally.ts";

/** What to read, and as what. */
export interface SourceOptions {
  /** Files, globs, folders, or "-" for standard input. */
  readonly inputs: readonly string[];
  /** The format; guessed from the first rows when absent. */
  readonly from?: string | undefined;
  /** The options of the format's reader, by name. */
  readonly readOptions?: GivenOptions | undefined;
  /** What a row that cannot be read does: end the job (the default), or be counted and left out. */
  readonly onError?: "fail" | "skip" | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A file that has been read, and how it was laid out. */
export interface SourceFile {
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
  readonly layout: FileLayout;
  /** Does the layout give the file back byte for byte? */
  readonly recognised: boolean;
}

/** What a source said, counted. */
export interface SourceReport {
  /** Rows that the format leaves out on purpose, by reason. */
  readonly left_out: TallyReport;
  /** How many rows the reader refused, and why: they are kept beside the output. */
  readonly refused: number;
  readonly refused_by_reason: TallyReport;
  /** How many rows could not be read (only with `onError: "skip"`), and why. */
  readonly bad: number;
  readonly bad_by_reason: TallyReport;
  /** What was read, but is odd: repeated keys. */
  readonly warnings: TallyReport;
  readonly source_files: number;
  /** The first hundred of the files, in the order in which they were read. */
  readonly sources: readonly SourceFile[];
}

/** An opened source: its format is known, its rows have not been read yet. */
export interface Source {
  readonly format: string;
  readonly guessed: boolean;
  /** Every row in order, in batches. Throws the first bad row's error unless they are skipped. */
  outcomes(): AsyncGenerator<Outcome[]>;
  /** How the first file is laid out, as far as it has been read; undefined before it is begun. */
  layout(): FileLayout | undefined;
  /** Complete when the outcomes are through. */
  report(): SourceReport;
  /** Lets go of the files, wherever reading has come to. */
  close(): Promise<void>;
}

const FILES_LISTED = 100;
/** So many rows are looked at to tell the format. */
const ROWS_TO_GUESS = 20;

/** Opens rows in some format: finds out which (where it is not said), checks its options, makes its reader. */
export async function openSource(options: SourceOptions): Promise<Source> {
  const tallies = createSourceTallies();
  const skipBad = options.onError === "skip";
  const files = listFiles();
  const rows = readRows(options.inputs, {
    ...(skipBad ? { onBadRow: (error) => tallyBad(tallies.bad, error) } : {}),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    onFileStart: files.begin,
    onFile: files.add,
  });
  const close = async () => void (await rows.return(undefined));
  const { format, first, reader } = await begin(options, rows).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const outcomeOf = createOutcomes(reader, tallies, skipBad);
  return {
    format,
    guessed: options.from === undefined,
    async *outcomes() {
      if (first !== undefined) yield first.flatMap((row) => outcomeOf(row) ?? []);
      for await (const batch of rows) yield batch.flatMap((row) => outcomeOf(row) ?? []);
    },
    layout: files.layout,
    close,
    report: () => ({
      left_out: tallies.leftOut.report(),
      refused: tallies.refused.total(),
      refused_by_reason: tallies.refused.report(),
      bad: tallies.bad.total(),
      bad_by_reason: tallies.bad.report(),
      warnings: tallies.warnings.report(),
      ...files.report(),
    }),
  };
}

function listFiles() {
  const sources: SourceFile[] = [];
  let count = 0;
  let first: { layout(): FileLayout } | undefined;
  return {
    begin(file: { layout(): FileLayout }): void {
      first ??= file;
    },
    layout: () => first?.layout(),
    add(file: SourceFile): void {
      count++;
      if (sources.length < FILES_LISTED) sources.push(file);
    },
    report: () => ({ source_files: count, sources }),
  };
}

async function begin(options: SourceOptions, rows: AsyncGenerator<SourceRow[]>) {
  const { format, first } = await formatOf(options.from, rows);
  return { format, first, reader: await readerOf(format, options.readOptions ?? {}) };
}

/** The format that was named, or the one that the first rows are in; `first` is the batch that was taken to tell. */
async function formatOf(
  from: string | undefined,
  rows: AsyncGenerator<SourceRow[]>,
): Promise<{ format: string; first?: SourceRow[] }> {
  if (from !== undefined) return { format: from };
  const { value: first } = await rows.next();
  if (first === undefined)
    throw new UsageError("the input has no rows to tell its format by", "Name the format with --from.");
  const sample = first.slice(0, ROWS_TO_GUESS).flatMap(parsedOrNothing);
  return { format: await guessFormat(sample), first };
}

function parsedOrNothing(row: SourceRow): JsonValue[] {
  try {
    return [parseRow(row)];
  } catch {
    return []; // It is reported, with its place, when its turn comes.
  }
}

async function readerOf(name: string, given: GivenOptions): Promise<FormatReader> {
  const reading = await loadReading(name);
  return reading.reader(checkOptions(reading.options, given, `reading ${name}`));
}
