import { describePlace } from "../../core/errors.ts";
import { visibleText } from "../../core/visible-text.ts";
import type { TraceReport, TraceStep } from "../../store/trace.ts";

/** Where a row came from, for people: its source first, then every command that touched it. */
export function describeTrace(report: TraceReport): string {
  const { id, source, steps, warnings } = report;
  const lines = [
    `row ${id}`,
    `  read from ${source === undefined ? "a file that is not known any more" : describePlace(source)}`,
    ...steps.toReversed().map(describeStep),
    ...warnings.map((warning) => `  note: ${warning}`),
  ];
  return `${visibleText(lines.join("\n"))}\n`;
}

function describeStep({ dataset, command, outcome, id, file, line, dropped }: TraceStep): string {
  const place = file === undefined ? "" : ` (${describePlace({ file, line, id })})`;
  const options = JSON.stringify(command.options);
  return `  mat ${command.name} ${options === "{}" ? "" : `${options} `}-> ${dataset}: ${fateOf(outcome, dropped)}${place}`;
}

function fateOf(outcome: TraceStep["outcome"], dropped: TraceStep["dropped"]): string {
  if (dropped === undefined) return outcome;
  const { by, reason, detail } = dropped;
  return `dropped by ${by}: ${reason}${detail === undefined ? "" : ` (${detail})`}`;
}
