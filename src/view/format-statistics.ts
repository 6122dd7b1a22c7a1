import { visibleText } from "../core/visible-text.ts";
import type { DatasetStatistics, ReasonCounts } from "./dataset-statistics.ts";
import type { LengthSummary } from "./length-histogram.ts";

/** Statistics as people read them, ending in a line break. */
export function formatStatistics(statistics: DatasetStatistics): string {
  const { rows, steps, calls, tools, finishes, lengths } = statistics;
  const lines = [
    visibleText(statistics.dataset),
    ...table([
      ["rows", count(rows)],
      ...(statistics.not_trajectories > 0 ? [["no trajectories", count(statistics.not_trajectories)]] : []),
      ...(statistics.rows_without_training > 0 ? [["without any loss", count(statistics.rows_without_training)]] : []),
      ["steps", count(steps.all), `${count(steps.agent)} of the agent, ${count(steps.trained)} with loss`],
      ["tool calls", count(calls.all), `${count(calls.of_unknown_tools)} of unknown tools`],
      ["tools", count(tools.defined), `defined${tools.more ? " at least" : ""}, ${count(tools.called)} called`],
      ["ends", count(finishes.answer), `answers, ${count(finishes.give_up)} give up, ${count(finishes.none)} neither`],
    ]),
    "",
    ...table([
      ["lengths", "min", "mean", "p50", "p90", "max"],
      lengthRow("steps of a row", lengths.steps),
      lengthRow("characters of a row", lengths.row),
      lengthRow("  of it with loss", lengths.trained),
      lengthRow("  of an observation", lengths.observation),
    ]),
    ...section(
      "most called tools",
      tools.most_called.map(({ name, calls: times }) => [name, times]),
    ),
    ...section("verdicts on kept rows", reasons(statistics.verdicts)),
    ...section("dropped rows", reasons(statistics.dropped)),
    ...section("beside the rows", Object.entries(statistics.sidecars)),
  ];
  return `${lines.join("\n")}\n`;
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}

function lengthRow(name: string, { min, mean, p50, p90, max }: LengthSummary): string[] {
  return [name, ...[min, mean, p50, p90, max].map(count)];
}

function reasons(counts: ReasonCounts): [string, number][] {
  return Object.entries(counts).flatMap(([by, named]) =>
    Object.entries(named).map(([reason, times]): [string, number] => [`${by} ${reason}`, times]),
  );
}

function section(title: string, entries: readonly (readonly [string, number])[]): string[] {
  if (entries.length === 0) return [];
  return ["", title, ...table(entries.map(([name, times]) => [`  ${shortened(name)}`, count(times)]))];
}

function shortened(name: string): string {
  return visibleText(name.length > 80 ? `${name.slice(0, 80)}...` : name);
}

/** Columns: the first to the left, numbers to the right, a last one that is no number as it is. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  return rows.map((row) =>
    row
      .map((cell, column) => {
        if (column === 0) return cell.padEnd(widths[0]!);
        return column === 2 && row.length === 3 ? cell : cell.padStart(widths[column]!);
      })
      .join("  ")
      .trimEnd(),
  );
}
