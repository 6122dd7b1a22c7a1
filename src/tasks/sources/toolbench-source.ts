import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import type { Tool } from "../../core/tool.ts";
import { languageOf } from "../../templates/language-of.ts";
import { QUERY } from "../query-world.ts";
import type { TaskSource } from "./task-source.ts";

/**
 * ToolBench's instruction files: `{query, api_list, query_id}`. Files of a folder called `test_instruction` are for
 * evaluation alone. Source: ToolBench (Qin et al. 2023).
 */
export const toolbenchSource: TaskSource = {
  name: "toolbench-instructions",
  fits: (row) => row["api_list"] !== undefined,
  read(row, { fallbackId, file }) {
    const { query, api_list: apis, query_id: id } = row;
    if (typeof query !== "string" || query.trim() === "") return "query is no text";
    if (!Array.isArray(apis)) return "api_list is no list";
    const tools = apis.map(toolOf);
    const bad = tools.indexOf(undefined);
    if (bad !== -1) return `api ${bad + 1} of api_list has no tool_name and api_name`;
    return {
      id: typeof id === "number" || typeof id === "string" ? `toolbench-${id}` : fallbackId,
      environment: QUERY,
      language: languageOf(query) ?? "en",
      query,
      tools: withOtherNames(tools as Tool[]),
      ...(/(?:^|[\\/])test_instruction[\\/]/.test(file) ? { eval_only: true } : {}),
      licence: "Apache-2.0",
    };
  },
};

function toolOf(api: JsonValue): Tool | undefined {
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

/** Two tools of one name cannot be told apart in a call. */
function withOtherNames(tools: readonly Tool[]): Tool[] {
  const times = new Map<string, number>();
  return tools.map((tool) => {
    const time = (times.get(tool.name) ?? 0) + 1;
    times.set(tool.name, time);
    return time === 1 ? tool : { ...tool, name: `${tool.name}_${time}` };
  });
}
