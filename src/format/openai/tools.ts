import { parseJson } from "../../core/json/parse.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import type { ToolDefinition } from "../../core/tool.ts";
import { toolDefinitionSchema } from "../../core/tool-schema.ts";

/** The tools of a row, and whether it has some of a kind that ATIF does not know. */
export interface ReadTools {
  readonly tools: ToolDefinition[];
  readonly unknownTools: boolean;
}

/**
 * The tools of a row: `tools`, the older `functions`, either of them also as JSON text; functions with or without the
 * wrapper `{type: "function", function}`.
 */
export function readTools(row: JsonObject): ReadTools {
  const listed = listIn(row["tools"]) ?? listIn(row["functions"]) ?? [];
  const tools = listed.flatMap((tool) => readTool(tool) ?? []);
  return { tools, unknownTools: tools.length < listed.length };
}

function listIn(value: JsonValue | undefined): JsonValue[] | undefined {
  if (typeof value !== "string") return Array.isArray(value) ? value : undefined;
  try {
    const parsed = parseJson(value);
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function readTool(tool: JsonValue): ToolDefinition | undefined {
  if (toolDefinitionSchema.safeParse(tool).success) return tool as unknown as ToolDefinition;
  const wrapped = { type: "function", function: tool };
  const bare = isObject(tool) && tool["type"] === undefined && toolDefinitionSchema.safeParse(wrapped).success;
  return bare ? (wrapped as unknown as ToolDefinition) : undefined;
}
