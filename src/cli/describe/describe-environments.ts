import { visibleText } from "../../core/visible-text.ts";
import type { PlayReport } from "../../pipeline/play-report.ts";
import type { InstallReport } from "../../tasks/bridge/install-adapter.ts";
import type { ListedAdapter } from "../../tasks/bridge/list-adapters.ts";
import { counted } from "./report-text.ts";

/** An environment in Python in a list, for people. */
export function describeAdapterLine({
  name,
  title,
  licence,
  split,
  eval_only,
  installed,
  data,
}: ListedAdapter): string {
  const about = [
    licence,
    split,
    ...(eval_only ? ["for evaluation alone"] : []),
    installed ? "ready" : "not installed",
    ...(data === undefined ? [] : [`wants --data: ${data}`]),
  ];
  return visibleText(`${name.padEnd(15)}  ${title}\n${" ".repeat(17)}${about.join(", ")}\n`);
}

/** What was installed, for people. */
export function describeInstallation({ name, folder, with: by, packages, bytes, seconds }: InstallReport): string {
  if (folder === null) return `${name} needs nothing but Python`;
  if (by === null) return `${name} is installed in ${folder}`;
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  return `Installed ${packages.join(", ")} for ${name} with ${by}: ${size} in ${folder}, ${seconds} s`;
}

/** The scores of an environment, for people. */
export function describePlay(report: PlayReport): string {
  const { environment, model, simulated, tasks, solved, reward, missing, stops, checks } = report;
  const list = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(", ");
  const problem = report.played.find((one) => one.problem !== undefined)?.problem;
  const lines = [
    `${environment.name}: ${model}${simulated ? " (comes with mat: a score of the tasks, not of a model)" : ""}`,
    `  solved: ${solved} of ${counted(tasks, "task")}, mean reward ${reward.toFixed(3)}`,
    `  checks that held: ${list(checks) || "none"}`,
    `  ends: ${list(stops) || "none"}`,
    ...(problem === undefined ? [] : [`  could not be played: ${list(missing)}`, `  the first of these: ${problem}`]),
  ];
  return `${visibleText(lines.join("\n"))}\n`;
}
