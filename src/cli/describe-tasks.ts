import { visibleText } from "../core/visible-text.ts";
import type { Task } from "../tasks/task.ts";
import type { WriteTasksReport } from "../tasks/write-tasks.ts";
import { counted } from "./report-text.ts";

/** An environment in a list, for people. */
export function describeEnvironmentLine({ name, title }: { readonly name: string; readonly title: string }): string {
  return `${name.padEnd(10)}  ${title}\n`;
}

const SHOWN_QUERY = 100;

/** A task in a list, for people. */
export function describeTaskLine({ id, language, kind, level, tools, query }: Task): string {
  const shown = query.length <= SHOWN_QUERY ? query : `${query.slice(0, SHOWN_QUERY).toWellFormed()}...`;
  const columns = [
    id.padEnd(32),
    language,
    (kind ?? "").padEnd(17),
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
