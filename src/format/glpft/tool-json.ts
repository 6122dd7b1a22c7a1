import { indentation, type JsonLayout } from "../../core/json/layout.ts";
import { isSpelled } from "../../core/json/spelling.ts";
import { escapeAscii, stringifyJson } from "../../core/json/stringify.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import type { ToolText } from "../alpha-umi/tool-text.ts";

/** The layout of {doc}: what Python's `json.dumps` writes. */
const PYTHON: JsonLayout = { style: "python", indent: 0, ascii: true };

/** A list of tools as JSON at a depth, as `stringifyJson` writes it; most tools are put together in a quarter of the time. */
export function toolListJson(tools: JsonValue, layout: JsonLayout, depth: number): string {
  if (layout.style !== "indent" || !Array.isArray(tools) || tools.length === 0 || !tools.every(isOrdinary)) {
    return stringifyJson(tools, layout, depth);
  }
  const line = (level: number) => `\n${indentation(layout, depth + level)}`;
  const [item, member, argument] = [line(1), line(2), line(3)];
  const texts = tools.map((tool) => {
    const args = argumentsOf(tool).map(([key, value]) => `${argument}${key}: ${value}`);
    const input = args.length === 0 ? "{}" : `{${args.join(",")}${member}}`;
    return `${item}{${member}"Name": ${JSON.stringify(tool.Name)},${member}"function": ${JSON.stringify(tool.function)},${member}"input": ${input}${item}}`;
  });
  const text = `[${texts.join(",")}${line(0)}]`;
  return layout.ascii ? escapeAscii(text) : text;
}

/** {doc}: one Python-style dump per tool, each followed by a line break. */
export function toolDoc(tools: readonly JsonValue[]): string {
  const lines = tools.map((tool) => {
    if (!isOrdinary(tool)) return `${stringifyJson(tool, PYTHON)}\n`;
    const input = argumentsOf(tool).map(([key, value]) => `${key}: ${value}`);
    return `{"Name": ${JSON.stringify(tool.Name)}, "function": ${JSON.stringify(tool.function)}, "input": {${input.join(", ")}}}\n`;
  });
  // Only strings hold anything but ASCII, and a line break between tools stays one.
  return escapeAscii(lines.join(""));
}

function argumentsOf(tool: ToolText): [key: string, value: string][] {
  return Object.entries(tool.input).map(([key, value]) => [JSON.stringify(key), JSON.stringify(value)]);
}

/** A tool of three members in their order, all texts. */
function isOrdinary(tool: JsonValue): tool is ToolText {
  if (!isObject(tool) || isSpelled(tool)) return false;
  const [first, second, third, ...more] = Object.keys(tool);
  if (first !== "Name" || second !== "function" || third !== "input" || more.length > 0) return false;
  return typeof tool["Name"] === "string" && typeof tool["function"] === "string" && holdsTexts(tool["input"]!);
}

function holdsTexts(input: JsonValue): input is JsonObject {
  return isObject(input) && !isSpelled(input) && Object.values(input).every((value) => typeof value === "string");
}
