import type { Tool } from "../../core/tool.ts";

/** Two tools of one name cannot be told apart in a call. */
export function withOtherNames(tools: readonly Tool[]): Tool[] {
  const times = new Map<string, number>();
  return tools.map((tool) => {
    const time = (times.get(tool.name) ?? 0) + 1;
    times.set(tool.name, time);
    return time === 1 ? tool : { ...tool, name: `${tool.name}_${time}` };
  });
}
