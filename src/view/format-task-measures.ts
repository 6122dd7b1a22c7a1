import { POLICIES, type TaskMeasure } from "../agent/teachers/measure-tasks.ts";

/** The measures of tasks as a Markdown table whose columns are aligned, with those of special kinds behind the others. */
export function formatTaskMeasures(measures: readonly TaskMeasure[]): string {
  const solvable = measures.filter(({ kind }) => kind === "solvable");
  const special = measures.filter(({ kind }) => kind !== "solvable");
  const head = ["environment", "tasks of", "n", ...POLICIES];
  const tables = [solvable, special].filter((list) => list.length > 0);
  return tables.map((list) => table([head, ...sorted(list).map(rowOf)])).join("\n");
}

function sorted(measures: readonly TaskMeasure[]): TaskMeasure[] {
  // Environments keep the order in which they were measured.
  const names = [...new Set(measures.map(({ environment }) => environment))];
  return measures.toSorted(
    (a, b) =>
      names.indexOf(a.environment) - names.indexOf(b.environment) ||
      (a.level ?? 0) - (b.level ?? 0) ||
      a.kind.localeCompare(b.kind),
  );
}

/** A policy's cell: its pass rate, and the mean number of its turns. */
function rowOf({ environment, kind, level, tasks, policies }: TaskMeasure): string[] {
  const cells = POLICIES.map(
    (name) => `${(policies[name].pass * 100).toFixed(1)}% (${policies[name].turns.toFixed(1)})`,
  );
  return [environment, level === undefined ? kind : `level ${level}`, String(tasks), ...cells];
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at]!)).join(" | ")} |\n`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |\n`;
  const [head, ...body] = rows as [readonly string[], ...(readonly string[])[]];
  return line(head) + rule + body.map(line).join("");
}
