import type { JsonObject } from "../../core/json/value.ts";
import type { Tool } from "../../core/tool.ts";

/** One parameter of a tool that is made up. */
export interface ToolParameter {
  readonly name: string;
  readonly description: string;
  /** Default: string. */
  readonly type?: "string" | "integer" | "number" | "boolean";
  /** Default: it is required. */
  readonly optional?: boolean;
}

/** A tool with flat parameters, which every rendering of tools can say. */
export function madeTool(name: string, description: string, parameters: readonly ToolParameter[]): Tool {
  const properties: JsonObject = {};
  for (const one of parameters) properties[one.name] = { type: one.type ?? "string", description: one.description };
  const required = parameters.filter(({ optional }) => !optional).map((one) => one.name);
  return { name, description, parameters: { type: "object", properties, required } };
}
