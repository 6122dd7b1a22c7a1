import { describePlace } from "../../core/errors.ts";
import { visibleText } from "../../core/visible-text.ts";
import type { VerifyReport } from "../../store/verify/verify.ts";
import { counted } from "./report-text.ts";

/** What a check of a dataset found, for people. */
export function describeVerification(report: VerifyReport): string {
  const { dataset, ok, rows, files, problemCount, problems, notes } = report;
  const verdict = ok ? "is what its manifest says" : `has ${counted(problemCount, "problem")}`;
  const unlisted = problemCount - problems.length;
  const lines = [
    `${dataset} ${verdict}: ${counted(rows, "row")} in ${counted(files, "file")}`,
    ...problems.map(({ file, line, id, problem }) => `  ${describePlace({ file, line, id })}: ${problem}`),
    ...(unlisted === 0 ? [] : [`  and ${counted(unlisted, "more problem")}`]),
    ...notes.map(
      ({ note, count, file, line }) =>
        `  note: ${counted(count, "row")} ${note}, first ${describePlace({ file, line })}`,
    ),
  ];
  return `${visibleText(lines.join("\n"))}\n`;
}
