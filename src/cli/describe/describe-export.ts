import type { WriteReport } from "../../format/write-trajectories.ts";
import { counted, fileLines, tallyLines } from "./report-text.ts";

/** What an export or a conversion wrote, for people. */
export function describeWritten(report: WriteReport, format: string): string[] {
  const lost = Object.entries(report.lost);
  const stale = report.stale_residuals;
  return [
    `Wrote ${counted(report.rows, "trajectory", "trajectories")} as ${format}:`,
    ...fileLines(report.files),
    ...(lost.length === 0 ? [] : [`${format} cannot hold, and the output is without:`]),
    ...lost.map(([field, count]) => `  ${field} (${counted(count, "row")})`),
    ...(stale === 0 ? [] : [`Edited since they were read, so written anew: ${counted(stale, "part")}`]),
    ...(report.empty === 0
      ? []
      : [`Without a row, for nothing in them is of ${format}: ${counted(report.empty, "trajectory", "trajectories")}`]),
    ...tallyLines(`Refused, kept in ${report.refused_file ?? "no file"}`, report.refused_by_reason),
  ];
}
