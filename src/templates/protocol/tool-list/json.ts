import { stringifyJson } from "../../../core/json/stringify.ts";
import { isObject, type JsonValue } from "../../../core/json/value.ts";
import type { Tool } from "../../../core/tool.ts";
import { jsonOf } from "../arguments.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { ToolRendering } from "./tool-rendering.ts";

/** A JSON array of {name, description, parameters}, two blanks a level. */
export const jsonRendering: ToolRendering = {
  name: "json",
  render: (tools) => stringifyJson(tools as unknown as JsonValue, { style: "indent", indent: 2, ascii: false }),
  parse: (text) => toolsIn(jsonOf(text)),
};

/** A value as a list of tools, or why it is none. */
export function toolsIn(value: JsonValue | undefined): readonly Tool[] | Refusal {
  if (!Array.isArray(value)) return refuse("not_a_list", "the text is no list of tools");
  const wrong = value.findIndex((item) => !isObject(item) || typeof item["name"] !== "string");
  if (wrong !== -1) return refuse("no_tool_name", `tool ${wrong + 1} has no name`);
  return value as unknown as Tool[];
}
