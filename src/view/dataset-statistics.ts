import { parseStoredJson } from "../core/json/parse.ts";
import type { JsonValue } from "../core/json/value.ts";
import { openDataset } from "../store/dataset.ts";
import { countRow, createRowCounts, type RowCounts } from "./count-row.ts";
import type { LengthSummary } from "./length-histogram.ts";

/** Counts by who says it, then by reason. */
export type ReasonCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What is in a dataset. Lengths are in characters (Unicode code points). */
export interface DatasetStatistics {
  readonly dataset: string;
  readonly rows: number;
  /** Rows that are no trajectories; nothing else counts them. */
  readonly not_trajectories: number;
  /** Rows of which no step gets loss. */
  readonly rows_without_training: number;
  readonly steps: { readonly all: number; readonly agent: number; readonly trained: number };
  readonly calls: {
    readonly all: number /** Of tools that the row does not define. */;
    readonly of_unknown_tools: number;
  };
  readonly tools: {
    /** Distinct names. */
    readonly defined: number;
    readonly called: number;
    /** The most called, at most 20. */
    readonly most_called: readonly { readonly name: string; readonly calls: number }[];
    /** More names than are counted (100,000): the numbers above are lower bounds. */
    readonly more: boolean;
  };
  readonly finishes: { readonly answer: number; readonly give_up: number; readonly none: number };
  readonly lengths: {
    /** Steps of a row. */
    readonly steps: LengthSummary;
    /** All that is said in a row: messages, thoughts, reasoning, arguments, observations. */
    readonly row: LengthSummary;
    /** What the agent wrote in the steps of a row that get loss. */
    readonly trained: LengthSummary;
    /** One observation. */
    readonly observation: LengthSummary;
  };
  /** Verdicts that kept rows carry, by filter or reader and reason. */
  readonly verdicts: ReasonCounts;
  /** Rows kept in `dropped/`, by who dropped them and why. */
  readonly dropped: ReasonCounts;
  /** Values beside rows, by the sidecar's name. */
  readonly sidecars: Readonly<Record<string, number>>;
}

/** Reads a whole dataset and counts what is in it, in flat memory. */
export async function datasetStatistics(
  path: string,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<DatasetStatistics> {
  const dataset = await openDataset(path);
  const counts = createRowCounts();
  for await (const batch of dataset.rows()) {
    options.signal?.throwIfAborted();
    for (const { text } of batch) countRow(parse(text), counts);
  }
  const { shards, sidecars, counts: kept } = dataset.manifest;
  return summarise(counts, {
    dataset: path,
    rows: shards.reduce((sum, { rows }) => sum + rows, 0),
    dropped: kept.by_reason,
    sidecars: sumByName(sidecars),
  });
}

function parse(text: string): JsonValue {
  try {
    return parseStoredJson(text);
  } catch {
    return null;
  }
}

function sumByName(shards: readonly { readonly name: string; readonly rows: number }[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { name, rows } of shards) sums[name] = (sums[name] ?? 0) + rows;
  return sums;
}

type Rest = Pick<DatasetStatistics, "dataset" | "rows" | "dropped" | "sidecars">;

function summarise(counts: RowCounts, { dataset, rows, dropped, sidecars }: Rest): DatasetStatistics {
  const { lengths, defined, called } = counts;
  return {
    dataset,
    rows,
    not_trajectories: counts.notTrajectories,
    rows_without_training: counts.withoutTraining,
    steps: counts.steps,
    calls: counts.calls,
    tools: {
      defined: defined.distinct(),
      called: called.distinct(),
      most_called: called.top(20).map(([name, calls]) => ({ name, calls })),
      more: defined.more() || called.more(),
    },
    finishes: counts.finishes,
    lengths: {
      steps: lengths.steps.summary(),
      row: lengths.row.summary(),
      trained: lengths.trained.summary(),
      observation: lengths.observation.summary(),
    },
    verdicts: Object.fromEntries(
      Array.from(counts.verdicts, ([by, reasons]) => [by, Object.fromEntries(reasons.top(1000))]),
    ),
    dropped,
    sidecars,
  };
}
