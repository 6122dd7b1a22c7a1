import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import type { Tool } from "../../core/tool.ts";

/** An API of ToolBench as a tool; undefined for what is none. Named as ToolBench names its functions. */
export function toolbenchTool(api: JsonValue): Tool | undefined {
  if (!isObject(api) || typeof api["tool_name"] !== "string" || typeof api["api_name"] !== "string") return undefined;
  const [required, optional] = [parametersOf(api["required_parameters"]), parametersOf(api["optional_parameters"])];
  const description = typeof api["api_description"] === "string" ? api["api_description"] : "";
  return {
    name: `${nameOf(api["api_name"])}_for_${nameOf(api["tool_name"])}`.slice(-64),
    description,
    parameters: {
      type: "object",
      properties: Object.fromEntries([...required, ...optional].map(({ name, schema }) => [name, schema])),
      required: required.map(({ name }) => name),
    } as JsonObject,
  };
}

/** As ToolBench names its functions: lower case, and one underscore for whatever is no letter or digit. */
function nameOf(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return /^\d/.test(name) ? `get_${name}` : name;
}

const TYPES: Readonly<Record<string, string>> = {
  NUMBER: "number",
  BOOLEAN: "boolean",
  OBJECT: "object",
  ARRAY: "array",
};

function parametersOf(list: JsonValue | undefined): { readonly name: string; readonly schema: JsonObject }[] {
  return (Array.isArray(list) ? list : []).flatMap((item) => {
    if (!isObject(item) || typeof item["name"] !== "string") return [];
    const { name, type, description, default: example } = item;
    const schema: JsonObject = { type: TYPES[String(type).toUpperCase()] ?? "string" };
    if (typeof description === "string" && description !== "") schema["description"] = description;
    if (example !== undefined && example !== null && example !== "") schema["default"] = example;
    return [{ name, schema }];
  });
}
