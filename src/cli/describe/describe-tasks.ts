import { visibleText } from "../../core/visible-text.ts";
import type { InstructPreview, InstructReport } from "../../pipeline/instruct-run.ts";
import type { Task } from "../../tasks/task.ts";
import type { WriteTasksReport } from "../../tasks/write-tasks.ts";
import { counted } from "./report-text.ts";

/** An environment in a list, for people. */
export function describeEnvironmentLine({ name, title }: { readonly name: string; readonly title: string }): string {
  return `${name.padEnd(10)}  ${title}\n`;
}

const SHOWN_QUERY = 100;

/** A task in a list, for people. */
export function describeTaskLine({ id, language, kind, level, tools, query, eval_only }: Task): string {
  const shown = query.length <= SHOWN_QUERY ? query : `${query.slice(0, SHOWN_QUERY).toWellFormed()}...`;
  const columns = [
    id.padEnd(32),
    language,
    (kind ?? (eval_only ? "eval_only" : "")).padEnd(17),
    `${level ?? " "}`,
    counted(tools.length, "tool").padEnd(8),
    shown,
  ];
  return `${visibleText(columns.join("  ").replaceAll("\n", " "))}\n`;
}

/** What tasks were written, for people. */
export function describeWrittenTasks({ output, tasks, kinds }: WriteTasksReport): string {
  const lines = Object.entries(kinds).map(([kind, count]) => `  ${kind}: ${count.toLocaleString("en-US")}`);
  return [`Made ${counted(tasks, "task")} in ${output}`, ...lines].join("\n");
}

/** What a model would be asked, for people. */
export function describePrompts(prompts: readonly InstructPreview[]): string {
  const texts = prompts.map(({ messages, language, level }) => {
    const said = messages.map(({ role, content }) => `[${role}]\n${content}`).join("\n\n");
    return `--- ${language}, level ${level}\n\n${said}\n`;
  });
  return visibleText(texts.join("\n"));
}

/** What a model's tasks came to, for people. */
export function describeInstructedTasks(report: InstructReport): string {
  const { output, tasks, wanted, repaired, dropped, droppedFile, replies } = report;
  const reasons = Object.entries(dropped).sort(([a], [b]) => (a < b ? -1 : 1));
  const count = reasons.reduce((sum, [, one]) => sum + one, 0);
  const short = tasks < wanted ? ` of ${wanted.toLocaleString("en-US")} that were wanted: too many were dropped` : "";
  return [
    `Kept ${counted(tasks, "task")}${short} in ${output}; ${repaired.toLocaleString("en-US")} of them mended`,
    `  replies: ${replies.asked.toLocaleString("en-US")} asked for, ${replies.recalled.toLocaleString("en-US")} taken from ${replies.file}`,
    ...(count === 0 ? [] : [`  dropped: ${count.toLocaleString("en-US")}, kept in ${droppedFile}`]),
    ...reasons.map(([reason, one]) => `    ${reason}: ${one.toLocaleString("en-US")}`),
  ].join("\n");
}
