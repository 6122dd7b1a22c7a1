import type { JsonObject } from "../core/json/value.ts";
import { NOTHING_LEFT } from "./apply-verdicts.ts";
import type { FilterVerdict } from "./filter.ts";
import type { PreparedFilter } from "./prepare-filters.ts";

/** The name under which rows are dropped that are no trajectories, when a filter needs one. */
export const SHAPE = "shape";
/** The reason of those rows. */
export const SHAPELESS = "not_a_trajectory";

/** How often one filter gave one reason. */
export interface ReasonCount {
  readonly verdict: FilterVerdict["verdict"];
  readonly rows: number;
  /** How many verdicts there were: more than rows where a row has several such steps. */
  readonly verdicts: number;
}

/** What one filter found. */
export interface FilterCounts {
  readonly filter: string;
  readonly options: JsonObject;
  /** Rows that it looked at: those that the filters before it did not drop. */
  readonly rows: number;
  readonly reasons: Readonly<Record<string, ReasonCount>>;
}

/** Counts verdicts as they are given. */
export interface FilterTally {
  judged(position: number, verdicts: readonly FilterVerdict[]): void;
  /** A row went because a cut would have left nothing of it: no verdict says that. */
  nothingLeft(position: number): void;
  /** A row went because it was no trajectory, before any filter could look at it. */
  shapeless(): void;
  filters(): FilterCounts[];
}

/** A {@link FilterTally} for these filters, by their position. */
export function createFilterTally(filters: readonly PreparedFilter[]): FilterTally {
  const rows = filters.map(() => 0);
  const reasons = filters.map(
    () => new Map<string, { verdict: FilterVerdict["verdict"]; rows: number; verdicts: number }>(),
  );
  let shapeless = 0;

  function count(
    position: number,
    verdict: FilterVerdict["verdict"],
    reason: string,
  ): { rows: number; verdicts: number } {
    const counts = reasons[position]!.get(reason) ?? { verdict, rows: 0, verdicts: 0 };
    reasons[position]!.set(reason, counts);
    counts.verdicts++;
    return counts;
  }

  return {
    judged(position, verdicts) {
      rows[position]!++;
      const seen = new Set<string>();
      for (const { verdict, reason } of verdicts) {
        const counts = count(position, verdict, reason);
        if (!seen.has(reason)) counts.rows++;
        seen.add(reason);
      }
    },
    nothingLeft(position) {
      count(position, "drop", NOTHING_LEFT).rows++;
    },
    shapeless() {
      shapeless++;
    },
    filters: () => [
      ...(shapeless === 0 ? [] : [shapeCounts(shapeless)]),
      ...filters.map(({ name, options }, position) => ({
        filter: name,
        options,
        rows: rows[position]!,
        reasons: Object.fromEntries(reasons[position]!),
      })),
    ],
  };
}

function shapeCounts(rows: number): FilterCounts {
  return { filter: SHAPE, options: {}, rows, reasons: { [SHAPELESS]: { verdict: "drop", rows, verdicts: rows } } };
}
