import { stat } from "node:fs/promises";
import type { FileLayout } from "../core/json/layout.ts";
import { checkOptions, type GivenOptions } from "./check-options.ts";
import { chooseLayout } from "./choose-layout.ts";
import type { FormatWriting } from "./format.ts";
import { openOutput } from "./open-output.ts";
import { openSource, type Source, type SourceOptions, type SourceReport } from "./open-source.ts";
import { type Outcome, originOf } from "./outcome.ts";
import { loadWriting } from "./registry.ts";
import { sourceEncoder } from "./source-encoder.ts";
import { type Encode, type TrajectoryWriting, type WriteReport, writeTrajectories } from "./write-trajectories.ts";

/** What to convert, from which format to which, and where to. */
export interface ConvertOptions extends SourceOptions {
  /** The format to write. */
  readonly to: string;
  /** The options of the target's writer, by name. */
  readonly writeOptions?: GivenOptions | undefined;
  /** A file, "-" for standard output, or a folder for a format that writes several files. */
  readonly output: string;
  /** What of the layout differs from the source's (where the format stays the same) or the target's own. */
  readonly layout?: Partial<FileLayout> | undefined;
  /** Fail, with nothing written, when the target cannot hold some fields. */
  readonly strict?: boolean | undefined;
  readonly force?: boolean | undefined;
  readonly onProgress?: ((progress: { readonly rows: number }) => void) | undefined;
}

/** What a conversion did. */
export interface ConvertReport extends WriteReport {
  readonly from: string;
  /** The source's format was told by its first rows. */
  readonly guessed: boolean;
  readonly to: string;
  readonly output: string;
  readonly source: SourceReport;
}

/** How a file is laid out is clear once two of its rows have been seen, but for its end. */
const ROWS_TO_TELL = 2;

/**
 * Turns rows of one format into another without a dataset in between. Where the format stays the same and the source is
 * one file, the output is laid out as the source: byte for byte, where the layout is a usual one. Rows that are not in the
 * output are kept, each with its reason, in `OUTPUT.refused.jsonl`.
 */
export async function convertRows(options: ConvertOptions): Promise<ConvertReport> {
  const { to } = options;
  const writing = await loadWriting(to);
  const writeOptions = checkOptions(writing.options, options.writeOptions ?? {}, `writing ${to}`);
  const source = await openSource(options);
  try {
    return await convertSource(source, writing, writeOptions, options);
  } finally {
    await source.close();
  }
}

async function convertSource(
  source: Source,
  writing: FormatWriting<never>,
  writeOptions: never,
  options: ConvertOptions,
): Promise<ConvertReport> {
  const { to, output: path, force } = options;
  const outcomes = source.outcomes();
  const asSource = source.format === to && options.layout === undefined && (await isOneFile(options.inputs));
  const head = asSource ? await take(outcomes, ROWS_TO_TELL) : [];
  const layout = chooseLayout(options.layout, asSource ? source.layout() : undefined, writing.layout);
  const writer = await writing.writer(writeOptions, layout);
  const output = await openOutput({ path, folder: writing.folder, files: writer.files, layout, force });
  try {
    const trajectories = writeTrajectories(writer, output, options.strict ?? false, to);
    const encode = asSource ? sourceEncoder(layout) : undefined;
    await convertAll(head, outcomes, (outcome) => convert(outcome, trajectories, encode), options);
    const written = await trajectories.finish(asSource ? source.layout() : undefined);
    const { format: from, guessed } = source;
    return { from, guessed, to, output: path, ...written, source: source.report() };
  } catch (error) {
    await output.abandon();
    throw error;
  }
}

/** Is the source one file (or standard input), so that it has one layout? */
async function isOneFile(inputs: readonly string[]): Promise<boolean> {
  const [input, ...more] = inputs;
  if (input === undefined || more.length > 0) return false;
  if (input === "-") return true;
  const found = await stat(input).catch(() => undefined);
  return found !== undefined && !found.isDirectory();
}

/** The first batches, until they hold so many rows or there are no more. */
async function take(outcomes: AsyncGenerator<Outcome[]>, rows: number): Promise<Outcome[][]> {
  const batches: Outcome[][] = [];
  let taken = 0;
  while (taken < rows) {
    const { value } = await outcomes.next();
    if (value === undefined) break;
    batches.push(value);
    taken += value.length;
  }
  return batches;
}

async function convertAll(
  head: Outcome[][],
  rest: AsyncGenerator<Outcome[]>,
  convertOne: (outcome: Outcome) => Promise<void>,
  { signal, onProgress }: ConvertOptions,
): Promise<void> {
  let rows = 0;
  const convertBatch = async (batch: readonly Outcome[]): Promise<void> => {
    signal?.throwIfAborted();
    for (const outcome of batch) await convertOne(outcome);
    rows += batch.length;
    onProgress?.({ rows });
  };
  for (const batch of head.splice(0)) await convertBatch(batch);
  for await (const batch of rest) await convertBatch(batch);
}

/** Converts one row. */
async function convert(
  outcome: Outcome,
  trajectories: TrajectoryWriting,
  encode: ReturnType<typeof sourceEncoder> | undefined,
): Promise<void> {
  const origin = originOf(outcome.row);
  if (outcome.kind !== "read") {
    const { id, reason, detail, value } = outcome;
    await trajectories.keepAside({
      id,
      reason,
      ...(detail === undefined ? {} : { detail }),
      origin: { ...origin },
      row: value,
    });
    return;
  }
  const { id, trajectory, sidecars } = outcome.read;
  for (const name of Object.keys(sidecars ?? {})) trajectories.lose(`sidecar ${name}`);
  const spelled: Encode | undefined = encode && ((value) => encode(value, outcome.row.text));
  await trajectories.write(trajectory, id, origin, spelled);
}
