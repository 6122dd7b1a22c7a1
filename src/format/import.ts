import { stringifyJson } from "../core/json/stringify.ts";
import type { JsonValue } from "../core/json/value.ts";
import { createDataset, type DatasetOptions, type DatasetWriter } from "../store/dataset-writer.ts";
import { openSource, type Source, type SourceOptions, type SourceReport } from "./open-source.ts";
import { type Outcome, originOf } from "./outcome.ts";

/** What to import, and where to. */
export interface ImportOptions
  extends SourceOptions,
    Pick<DatasetOptions, "licences" | "compress" | "shardRows" | "force" | "evalOnly"> {
  /** The dataset to make. */
  readonly output: string;
  readonly onProgress?: ((progress: { readonly rows: number }) => void) | undefined;
}

/** What an import did. */
export interface ImportReport extends SourceReport {
  readonly format: string;
  /** The format was told by the first rows. */
  readonly guessed: boolean;
  readonly output: string;
  /** Rows of the new dataset. */
  readonly rows: number;
}

/**
 * Reads rows of any format into a new dataset. Rows that the format leaves out or refuses, and with `onError: "skip"` bad
 * ones, are kept in the dataset's `dropped/`. How the source files were laid out is noted in the manifest, so that an
 * export to the same format gives the same file.
 */
export async function importRows(options: ImportOptions): Promise<ImportReport> {
  const source = await openSource(options);
  try {
    const rows = await importSource(source, options);
    const { format, guessed } = source;
    return { format, guessed, output: options.output, rows, ...source.report() };
  } finally {
    await source.close();
  }
}

async function importSource(source: Source, options: ImportOptions): Promise<number> {
  const dataset = await createDataset(options.output, datasetOptions(options, source.format));
  try {
    let rows = 0;
    for await (const batch of source.outcomes()) {
      for (const outcome of batch) if (await keep(dataset, outcome, source.format)) rows++;
      options.onProgress?.({ rows });
    }
    const { source_files, sources } = source.report();
    dataset.note("import", { format: source.format, source_files, sources } as unknown as JsonValue);
    await dataset.finish();
    return rows;
  } catch (error) {
    await dataset.abandon();
    throw error;
  }
}

/** Puts one row where it belongs; true when it became a row of the dataset. */
async function keep(dataset: DatasetWriter, outcome: Outcome, format: string): Promise<boolean> {
  const origin = originOf(outcome.row);
  if (outcome.kind !== "read") {
    const { id, reason, detail } = outcome;
    const { text } = outcome.row;
    await dataset.drop({ id, by: `read:${format}`, reason, ...(detail === undefined ? {} : { detail }), origin, text });
    return false;
  }
  const { id, trajectory, sidecars } = outcome.read;
  const kept = await dataset.append({ id, text: stringifyJson(trajectory as unknown as JsonValue), origin });
  for (const [name, value] of Object.entries(sidecars ?? {})) await dataset.sidecar(name, kept, stringifyJson(value));
  return true;
}

function datasetOptions(options: ImportOptions, format: string): DatasetOptions {
  const { inputs, readOptions, onError, licences, compress, shardRows, force, evalOnly } = options;
  const given = { from: format, inputs: [...inputs], options: { ...readOptions }, on_error: onError ?? "fail" };
  return {
    command: { name: "import", options: given as Record<string, JsonValue> },
    sources: inputs,
    ...(licences === undefined ? {} : { licences }),
    ...(compress === undefined ? {} : { compress }),
    ...(shardRows === undefined ? {} : { shardRows }),
    ...(force === undefined ? {} : { force }),
    ...(evalOnly === undefined ? {} : { evalOnly }),
  };
}
