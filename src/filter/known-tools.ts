import { z } from "zod";
import { nearestName } from "../core/nearest-name.ts";
import { toolsOf } from "../core/trajectory.ts";
import { quoted } from "../core/visible-text.ts";
import { actionSchema, judge } from "./action.ts";
import { defineFilter } from "./filter.ts";

const options = z.strictObject({
  action: actionSchema.default("drop").describe("what becomes of a step that calls a tool which is not defined"),
});

/** Is every called tool one that the trajectory defines? */
export const knownTools = defineFilter<z.infer<typeof options>>({
  name: "known-tools",
  title: "every called tool is in the trajectory's tool definitions",
  options,
  reasons: {
    unknown_tool: "a call of a tool that is not defined (hallucinated, or spelled wrongly)",
    no_tool_definitions: "a call in a trajectory that defines no tool at all",
  },
  judges: "trajectories",
  create: ({ action }) => {
    return (trajectory) => {
      const known = new Set(toolsOf(trajectory).map((tool) => tool.function.name));
      return trajectory.steps.flatMap((step, index) => {
        const unknown = step.tool_calls?.find((call) => !known.has(call.function_name));
        if (unknown === undefined) return [];
        const name = unknown.function_name;
        if (known.size === 0) return [judge(action, index, "no_tool_definitions", `calls ${quoted(name)}`)];
        return [judge(action, index, "unknown_tool", `calls ${quoted(name)}${hint(name, known)}`)];
      });
    };
  },
});

function hint(name: string, known: ReadonlySet<string>): string {
  if (name.length > 100) return "";
  const nearest = nearestName(name, known);
  return nearest === undefined ? "" : `, and ${quoted(nearest)} is defined`;
}
