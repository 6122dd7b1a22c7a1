import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import type { ToolDefinition } from "../../core/tool.ts";
import { type Trajectory, toolsOf } from "../../core/trajectory.ts";
import { lostPaths } from "../../templates/protocol/tool-list/lost-paths.ts";
import { lostFields } from "../lost-fields.ts";
import { CHAIN_FIELDS } from "./held-fields.ts";
import { readToolText, writeToolTexts } from "./tool-text.ts";

/** The paths of what a trajectory and its tools say and no chain can, whatever stands in its messages. */
export function lostOfChain(trajectory: Trajectory): string[] {
  return [...lostFields(trajectory, CHAIN_FIELDS), ...lostOfTools(toolsOf(trajectory))];
}

const known = new WeakMap<readonly ToolDefinition[], readonly string[]>();

/**
 * The paths of what tools say and their short form does not: required arguments, enums, defaults, texts that were cut. One
 * list, which many rows may share, is looked at once.
 */
function lostOfTools(tools: readonly ToolDefinition[]): readonly string[] {
  const found = known.get(tools);
  if (found !== undefined) return found;
  const told = writeToolTexts(tools).map(readToolText);
  const paths = new Set(tools.flatMap((tool, at) => lostPaths(spelledOut(tool), told[at] as unknown as JsonObject)));
  const lost = [...paths].sort().map((path) => `agent.tool_definitions[].${path}`);
  known.set(tools, lost);
  return lost;
}

/** The tool with what the short form says of every tool, and without lists that name nothing: neither is a loss. */
function spelledOut(tool: ToolDefinition): JsonValue {
  const { description, parameters, ...rest } = tool.function;
  const said = Object.entries(parameters ?? {}).filter(([, value]) => !Array.isArray(value) || value.length > 0);
  const { properties, ...more } = Object.fromEntries(said) as JsonObject;
  const args = Object.entries(isObject(properties) ? properties : {}).map(([name, schema]) => {
    return [name, { type: "any", ...(isObject(schema) ? schema : {}) }] as const;
  });
  const schema = { type: "object", ...more, properties: Object.fromEntries(args) };
  return { ...tool, function: { ...rest, description: description ?? "", parameters: schema } } as unknown as JsonValue;
}
