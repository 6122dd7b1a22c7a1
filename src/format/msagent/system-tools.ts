import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import type { ToolDefinition } from "../../core/tool.ts";
import { toolDefinitionSchema } from "../../core/tool-schema.ts";
import { jsonOf } from "../../templates/protocol/arguments.ts";
import { findTools } from "../protocol-text/find-tools.ts";

/** A line that holds an object and nothing else, numbered or not: MSAgent-Bench lists each tool on one. */
const OBJECT_LINE = /^[ \t]*(?:\d+[.、)][ \t]*)?(\{.*\})[ \t]*$/gm;

/**
 * The tools that a system text lists: an object a line as in MSAgent-Bench, else any list that other formats know. None
 * where one of the lines is no tool.
 */
export function systemTools(system: string, spoken: string): readonly ToolDefinition[] {
  const lines = [...system.matchAll(OBJECT_LINE)].map(([, object]) => toolIn(jsonOf(object!)));
  const listed = lines.filter((tool) => tool !== undefined);
  if (listed.length > 0) return listed.length === lines.length ? listed : [];
  return findTools(system, spoken);
}

/** A tool whose parameters stand as a list of `{name, description, required, type?}`, or as a JSON Schema. */
function toolIn(value: JsonValue | undefined): ToolDefinition | undefined {
  if (!isObject(value) || typeof value["name"] !== "string") return undefined;
  const parameters = Array.isArray(value["parameters"]) ? schemaOf(value["parameters"]) : value["parameters"];
  const tool = { type: "function", function: { ...value, parameters } };
  return isObject(parameters) && toolDefinitionSchema.safeParse(tool).success ? (tool as ToolDefinition) : undefined;
}

function schemaOf(list: readonly JsonValue[]): JsonObject | undefined {
  const named = list.filter((item) => isObject(item) && typeof item["name"] === "string") as (JsonObject & {
    name: string;
  })[];
  if (named.length < list.length) return undefined;
  const properties = Object.fromEntries(named.map(({ name, required: _, ...rest }) => [name, rest]));
  const required = named.flatMap(({ name, required }) => (required === true ? [name] : []));
  return { type: "object", properties, ...(required.length === 0 ? {} : { required }) };
}
