import type { ImportReport } from "../../format/import.ts";
import type { SourceReport } from "../../format/open-source.ts";
import { counted, tallyLines } from "./report-text.ts";

/** What an import did, for people. */
export function describeImport(report: ImportReport): string {
  const { format, guessed, output, rows, source_files: files } = report;
  const guess = guessed ? " (guessed; --from says it)" : "";
  const first = `Imported ${counted(rows, "trajectory", "trajectories")} from ${counted(files, "file")} of ${format}${guess} to ${output}`;
  return [first, ...describeSource(report)].join("\n");
}

/** What became of the rows that were read but are not in the output. */
export function describeSource(report: SourceReport): string[] {
  return [
    ...tallyLines("Left out by the format", report.left_out),
    ...tallyLines("Refused by the format", report.refused_by_reason),
    ...tallyLines("Could not be read", report.bad_by_reason),
    ...tallyLines("Read, but odd", report.warnings),
  ];
}
