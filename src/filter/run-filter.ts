import { DatasetDamagedError } from "../core/errors.ts";
import { parseStoredJson } from "../core/json/parse.ts";
import { stringifyJson } from "../core/json/stringify.ts";
import type { JsonValue } from "../core/json/value.ts";
import { type Dataset, type DatasetRow, openDataset } from "../store/dataset.ts";
import { createDataset, type DatasetOptions, type DatasetWriter } from "../store/dataset-writer.ts";
import type { FilterRequest } from "./filter-request.ts";
import { type FilteredRow, filterRow } from "./filter-row.ts";
import { createFilterTally, type FilterCounts, type FilterTally } from "./filter-tally.ts";
import { type PreparedFilter, prepareFilters } from "./prepare-filters.ts";
import { createSeenTexts, type SeenTexts } from "./seen-texts.ts";

/** What to filter, how, and where to. */
export interface FilterOptions extends Pick<DatasetOptions, "compress" | "shardRows" | "force"> {
  /** The dataset's folder. */
  readonly input: string;
  /** The dataset to make. */
  readonly output: string;
  /** In the order in which rows go through them. See `parseFilterFlag` and `readFilterConfig`. */
  readonly filters: readonly FilterRequest[];
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: { readonly rows: number }) => void) | undefined;
}

/** What a run of filters did. */
export interface FilterReport {
  readonly input: string;
  readonly output: string;
  readonly rows: {
    readonly read: number;
    /** In the new dataset, the edited ones included. */
    readonly kept: number;
    /** Kept with a step masked or steps cut; all other kept rows are the same bytes as before. */
    readonly edited: number;
    readonly dropped: number;
  };
  /** In kept rows: steps that lost their loss, and steps that were cut off. */
  readonly steps: { readonly masked: number; readonly cut: number };
  /** Dropped rows by who dropped them, then by reason. */
  readonly dropped: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** What each filter found, in order. */
  readonly filters: readonly FilterCounts[];
  /** Values kept beside rows that went on with their rows, and that went with dropped ones. */
  readonly sidecars: { readonly kept: number; readonly dropped: number };
}

/**
 * Makes a dataset of the rows that filters keep. Rows that no filter changes are copied as they are; dropped ones are kept
 * in the new dataset's `dropped/`, as they were read. Sidecars follow their rows.
 */
export async function filterDataset(options: FilterOptions): Promise<FilterReport> {
  const filters = await prepareFilters(options.filters);
  const input = await openDataset(options.input);
  const output = await createDataset(options.output, datasetOptions(options, filters));
  try {
    const tally = createFilterTally(filters);
    const run: Run = { input, output, filters, tally, gone: createSeenTexts(), options };
    const counts = { ...(await filterRows(run)), filters: tally.filters(), sidecars: await copySidecars(run) };
    for (const [key, value] of Object.entries(input.manifest.notes)) output.note(key, value);
    output.note("filter", counts as unknown as JsonValue);
    const manifest = await output.finish();
    return { input: options.input, output: options.output, ...counts, dropped: manifest.counts.by_reason };
  } catch (error) {
    await output.abandon();
    throw error;
  }
}

interface Run {
  readonly input: Dataset;
  readonly output: DatasetWriter;
  readonly filters: readonly PreparedFilter[];
  readonly tally: FilterTally;
  /** Ids of dropped rows. */
  readonly gone: SeenTexts;
  readonly options: FilterOptions;
}

async function filterRows(run: Run): Promise<Pick<FilterReport, "rows" | "steps">> {
  const { input, options } = run;
  const rows = { read: 0, kept: 0, edited: 0, dropped: 0 };
  const steps = { masked: 0, cut: 0 };
  for await (const batch of input.rows(options.signal === undefined ? {} : { signal: options.signal })) {
    options.signal?.throwIfAborted();
    for (const row of batch) {
      const filtered = await passOn(row, ++rows.read, run);
      if (filtered.kind === "dropped") rows.dropped++;
      else rows.kept++;
      if (filtered.kind !== "edited") continue;
      rows.edited++;
      steps.masked += filtered.masked;
      steps.cut += filtered.cut;
    }
    options.onProgress?.({ rows: rows.read });
  }
  return { rows, steps };
}

async function passOn(row: DatasetRow, number: number, run: Run): Promise<FilteredRow> {
  const { id } = row;
  const origin = { file: row.part, line: row.line, row: row.line };
  const filtered = filterRow(parse(row), run.filters, { id, row: number }, run.tally);
  if (filtered.kind === "dropped") {
    const { by, reason, detail } = filtered;
    run.gone.add(id, number);
    await run.output.drop({ id, by, reason, ...(detail !== undefined && { detail }), origin, text: row.text });
    return filtered;
  }
  const text = filtered.kind === "edited" ? stringifyJson(filtered.trajectory as unknown as JsonValue) : row.text;
  const appended = run.output.append({ id, text, origin });
  if (typeof appended !== "string") await appended;
  return filtered;
}

function parse(row: DatasetRow): JsonValue {
  try {
    return parseStoredJson(row.text);
  } catch (cause) {
    const place = { file: row.part, line: row.line, id: row.id };
    const fix = "Run `mat verify` on the dataset, and make it again.";
    throw new DatasetDamagedError(`a row is no JSON: ${(cause as Error).message}`, fix, place, { cause });
  }
}

async function copySidecars({ input, output, gone, options }: Run): Promise<FilterReport["sidecars"]> {
  const counts = { kept: 0, dropped: 0 };
  for (const name of input.sidecarNames()) {
    for await (const batch of input.sidecar(name)) {
      options.signal?.throwIfAborted();
      for (const { id, text } of batch) {
        if (gone.has(id)) counts.dropped++;
        else {
          counts.kept++;
          await output.sidecar(name, id, text);
        }
      }
    }
  }
  return counts;
}

function datasetOptions(options: FilterOptions, filters: readonly PreparedFilter[]): DatasetOptions {
  const { input, compress, shardRows, force } = options;
  const given = { filters: filters.map(({ name, options: values }) => ({ filter: name, ...values })) };
  return {
    command: { name: "filter", options: given as Record<string, JsonValue> },
    parents: [input],
    idsAreUnique: true,
    ...(compress !== undefined && { compress }),
    ...(shardRows !== undefined && { shardRows }),
    ...(force !== undefined && { force }),
  };
}
