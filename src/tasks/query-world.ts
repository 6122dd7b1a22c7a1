import type { ToolBox } from "../tools/tool-box.ts";
import type { World } from "./environment.ts";
import type { Task } from "./task.ts";

/** What a query that is a task by itself stands under as its environment. */
export const QUERY = "query";

/** The world of a query: tools that reach outside of mat, no solution, and nobody who could judge. */
export function queryWorld({ tools }: Task, box: ToolBox): World {
  return {
    tools,
    outside: true,
    solution: [],
    call: (name, args, signal) => box.call(name, args, signal),
    judge: async () => ({ reward: 0, checks: {}, unjudged: true }),
    close: async () => {},
  };
}
