import { stringifyJson } from "../../core/json/stringify.ts";
import { isObject, type JsonValue } from "../../core/json/value.ts";
import type { ToolDefinition } from "../../core/tool.ts";
import { toolDefinitionSchema } from "../../core/tool-schema.ts";
import { type Trajectory, toolsOf } from "../../core/trajectory.ts";
import { jsonOf } from "../../templates/protocol/arguments.ts";

/** The tools of a row, and how many of its functions are none. */
export interface ReadFunctions {
  readonly tools: ToolDefinition[];
  readonly unparsable: number;
}

/** The tools in a list of JSON texts (or objects): functions with or without the wrapper of the chat API. */
export function readFunctions(functions: JsonValue | undefined): ReadFunctions {
  const listed = Array.isArray(functions) ? functions : [];
  const tools = listed.flatMap((item) => toolIn(typeof item === "string" ? jsonOf(item) : item) ?? []);
  return { tools, unparsable: listed.length - tools.length };
}

function toolIn(value: JsonValue | undefined): ToolDefinition | undefined {
  if (toolDefinitionSchema.safeParse(value).success) return value as unknown as ToolDefinition;
  if (!isObject(value) || value["function"] !== undefined) return undefined;
  const wrapped = { type: "function", function: value };
  return toolDefinitionSchema.safeParse(wrapped).success ? (wrapped as unknown as ToolDefinition) : undefined;
}

/** The tools of a trajectory as a row lists them: JSON texts, and names in the same order. */
export function writeFunctions(trajectory: Trajectory): { functions: string[]; function_names: string[] } {
  const tools = toolsOf(trajectory).map((tool) => tool.function);
  return {
    functions: tools.map((tool) => stringifyJson(tool as unknown as JsonValue)),
    function_names: tools.map((tool) => tool.name),
  };
}
