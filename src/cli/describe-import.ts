import type { ImportReport } from "../format/import.ts";
import { counted, tallyLines } from "./report-text.ts";

/** What an import did, for people. */
export function describeImport(report: ImportReport): string {
  const { format, guessed, output, rows, source_files: files } = report;
  const guess = guessed ? " (guessed; --from says it)" : "";
  return [
    `Imported ${counted(rows, "trajectory", "trajectories")} from ${counted(files, "file")} of ${format}${guess} to ${output}`,
    ...tallyLines("Left out by the format, kept in dropped/", report.left_out),
    ...tallyLines("Refused by the format, kept in dropped/", report.refused_by_reason),
    ...tallyLines("Could not be read", report.bad_by_reason),
    ...tallyLines("Read, but odd", report.warnings),
  ].join("\n");
}
