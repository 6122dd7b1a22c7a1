import { visibleText } from "../../core/visible-text.ts";
import type { CheckedRunFile } from "../../pipeline/run-file/checked-run-file.ts";
import type { ForeseenStage } from "../../pipeline/run-file/foresee-stages.ts";
import type { RunFileReport, StageOutcome } from "../../pipeline/run-file/run-stages.ts";
import { describeWritten } from "./describe-export.ts";
import { describeFiltering } from "./describe-filtering.ts";
import { describeRun } from "./describe-generate.ts";
import { describeImport, describeSource } from "./describe-import.ts";
import { describeWrittenTasks } from "./describe-tasks.ts";
import { describeGenerated } from "./describe-templates.ts";
import { counted } from "./report-text.ts";

/** What became of a stage, for people: its name, and below it what the command of the same job says. */
export function describeOutcome(outcome: StageOutcome): string {
  if (outcome.kept) return `${outcome.id}: done before, and ${outcome.because.replace(/ since.*$/, "")}`;
  const lines = linesOf(outcome).join("\n").split("\n");
  return [`${outcome.id}:`, ...lines.map((line) => `  ${line}`)].join("\n");
}

/** What became of a run file, for people. */
export function describeRunFile({ name, output, stages }: RunFileReport): string {
  const kept = stages.filter((stage) => stage.kept).length;
  const before = kept === 0 ? "" : ` (${kept} before)`;
  return `${name}: ${counted(stages.length, "stage")} done${before}, in ${output}`;
}

/** What going through a run file would do, for people. */
export function describeForeseen({ name, output }: CheckedRunFile, stages: readonly ForeseenStage[]): string {
  const width = Math.max(...stages.map(({ id }) => id.length));
  const lines = stages.map(
    (stage) => `  ${stage.id.padEnd(width)}  ${stage.do.padEnd(9)}  ${stage.action.padEnd(5)}  ${stage.because}`,
  );
  return visibleText([`${name}: ${counted(stages.length, "stage")}, in ${output}`, ...lines, ""].join("\n"));
}

/** Did some stage leave out rows that it could not read or write, or make fewer than it was to make? */
export function hasRefused({ stages }: RunFileReport): boolean {
  return stages.some((stage) => {
    if (stage.do === "templates") return (stage.report.written?.missing ?? 0) > 0;
    if (stage.do === "import") return stage.report.refused + stage.report.bad > 0;
    if (stage.do === "export") return stage.report.files.some(({ refused }) => refused > 0);
    if (stage.do !== "convert") return false;
    return stage.report.refused + stage.report.source.refused + stage.report.source.bad > 0;
  });
}

function linesOf(outcome: StageOutcome): string[] {
  switch (outcome.do) {
    case "import":
      return [describeImport(outcome.report)];
    case "filter":
      return [describeFiltering(outcome.report)];
    case "templates":
      return [describeGenerated(outcome.report)];
    case "tasks":
      return [describeWrittenTasks(outcome.report)];
    case "generate":
      return [describeRun(outcome.report)];
    case "export":
      return outcome.report.files.flatMap((file) => describeWritten(file, file.format));
    case "convert":
      return [...describeSource(outcome.report.source), ...describeWritten(outcome.report, outcome.report.to)];
  }
}
