import { UsageError } from "../core/errors.ts";
import { QUERY } from "../tasks/query-world.ts";
import type { Task } from "../tasks/task.ts";
import type { OwnTool } from "../tools/own/own-tool.ts";

/**
 * Gives queries that are tasks by themselves the tools that they are to be answered with: those that a query names, or all. Tasks
 * of environments have tools of their own and stay as they are. Throws UsageError for a query that cannot be played.
 */
export function equipQuery(task: Task, own: readonly OwnTool[], file: string): Task {
  if (task.environment !== QUERY) return task;
  const place = { file, id: task.id };
  if (own.length === 0)
    throw new UsageError(
      "this task is a query alone, and has no world to act in",
      "Name tools that it can be answered with: --tools tools.json (docs/tools.md) or --mcp (docs/mcp.md).",
      place,
    );
  const byName = new Map(own.map(({ tool }) => [tool.name, tool]));
  const missing = task.tools.map(({ name }) => name).filter((name) => !byName.has(name));
  if (missing.length > 0)
    throw new UsageError(
      `nothing runs the tools that this task names: ${missing.slice(0, 5).join(", ")}`,
      `Bring them along with --tools, or leave them out of the task. Brought along: ${[...byName.keys()].slice(0, 5).join(", ")}.`,
      place,
    );
  const tools = task.tools.length === 0 ? own.map(({ tool }) => tool) : task.tools.map(({ name }) => byName.get(name)!);
  return { ...task, tools };
}
