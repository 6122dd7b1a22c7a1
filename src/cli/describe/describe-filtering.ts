import type { FilterReport } from "../../filter/run-filter.ts";
import { counted } from "./report-text.ts";

/** What a run of filters did, for people. */
export function describeFiltering(report: FilterReport): string {
  const { rows, steps, filters, output } = report;
  const found = filters.flatMap(({ filter, reasons }) =>
    Object.entries(reasons).map(
      ([reason, { verdict, rows: count }]) => `  ${filter}: ${reason} in ${counted(count, "row")} (${verdict})`,
    ),
  );
  return [
    `Kept ${rows.kept.toLocaleString("en-US")} of ${counted(rows.read, "row")} in ${output}; ${rows.edited.toLocaleString("en-US")} of them edited ` +
      `(${counted(steps.masked, "step")} masked, ${steps.cut.toLocaleString("en-US")} cut), ${rows.dropped.toLocaleString("en-US")} dropped and kept in dropped/`,
    ...found,
  ].join("\n");
}
