import type { JsonObject } from "../core/json/value.ts";
import type { FilterVerdict } from "./filter.ts";
import type { PreparedFilter } from "./prepare-filters.ts";

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
  filters(): FilterCounts[];
}

/** A {@link FilterTally} for these filters, by their position. */
export function createFilterTally(filters: readonly PreparedFilter[]): FilterTally {
  const rows = filters.map(() => 0);
  const reasons = filters.map(
    () => new Map<string, { verdict: FilterVerdict["verdict"]; rows: number; verdicts: number }>(),
  );
  return {
    judged(position, verdicts) {
      rows[position]!++;
      const seen = new Set<string>();
      for (const { verdict, reason } of verdicts) {
        const counts = reasons[position]!.get(reason) ?? { verdict, rows: 0, verdicts: 0 };
        reasons[position]!.set(reason, counts);
        counts.verdicts++;
        if (!seen.has(reason)) counts.rows++;
        seen.add(reason);
      }
    },
    filters: () =>
      filters.map(({ name, options }, position) => ({
        filter: name,
        options,
        rows: rows[position]!,
        reasons: Object.fromEntries(reasons[position]!),
      })),
  };
}
