import { isObject, type JsonValue } from "../../../core/json/value.ts";
import { readPythonLiteral } from "../../../core/python/parse-literal.ts";
import type { ToolDefinition } from "../../../core/tool.ts";
import { toolDefinitionSchema } from "../../../core/tool-schema.ts";
import { jsonOf } from "../arguments.ts";
import { readTolerantly } from "../lenient/tolerant-json.ts";
import { isRefusal } from "../refusal.ts";
import { parseTools, type ToolRenderingName } from "./render-tools.ts";

/** A list of tools, as a text shows it. */
export type ToolList = readonly ToolDefinition[];

/**
 * The lists of tools in a text that are in this rendering, in the order in which they stand there, whatever prose stands
 * around them; as `json` also a Python list of objects. No more than eight.
 */
export function findToolLists(text: string, rendering: ToolRenderingName): ToolList[] {
  return rendering === "json" ? listsInBrackets(text) : rendered(rendering, PLACES[rendering](text));
}

const MOST_LISTS = 8;

/** What Python writes otherwise than JSON; any other repair would be a guess. */
const PYTHON: ReadonlySet<string> = new Set(["single_quotes", "python_literals"]);

function listsInBrackets(text: string): ToolList[] {
  const lists: ToolList[] = [];
  const opening = /\[\s*\{/g;
  for (let tries = 0; tries < MOST_LISTS; tries++) {
    const start = opening.exec(text)?.index;
    if (start === undefined) break;
    const read = listAt(text, start);
    const tools = toolsIn(read?.value);
    if (tools === undefined) continue;
    lists.push(tools);
    opening.lastIndex = read!.end;
  }
  return lists;
}

/** The list that begins at a place: JSON, or what Python writes, with escapes that JSON does not have (`\'`, `\xa0`), too. */
function listAt(text: string, start: number): { value: JsonValue | undefined; end: number } | undefined {
  const read = readTolerantly(text, start);
  if (read === undefined) return undefined;
  if (read.repairs.length === 0) return { value: jsonOf(text.slice(start, read.end)), end: read.end };
  return read.repairs.every((repair) => PYTHON.has(repair)) ? read : readPythonLiteral(text, start);
}

/** The tools of a list, all of them, or undefined. */
function toolsIn(value: JsonValue | undefined): ToolList | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const tools = value.map(toolIn);
  return tools.every((tool) => tool !== undefined) ? tools : undefined;
}

/** A value as a tool: as the chat API wraps it, or bare with a description or parameters; else undefined. */
function toolIn(value: JsonValue): ToolDefinition | undefined {
  if (toolDefinitionSchema.safeParse(value).success) return value as unknown as ToolDefinition;
  if (!isObject(value) || (value["description"] === undefined && value["parameters"] === undefined)) return undefined;
  const wrapped = { type: "function", function: value };
  return toolDefinitionSchema.safeParse(wrapped).success ? (wrapped as unknown as ToolDefinition) : undefined;
}

function rendered(rendering: ToolRenderingName, texts: readonly string[]): ToolList[] {
  return texts.flatMap((text) => {
    const parsed = parseTools(text, rendering);
    const tools = isRefusal(parsed) ? undefined : toolsIn(parsed as unknown as JsonValue[]);
    return tools === undefined ? [] : [tools];
  });
}

const NAME = String.raw`(?:[\p{L}_][\p{L}\p{N}_.-]*|"[^"\n]*")`;
const SIGNATURES = new RegExp(String.raw`^${NAME}\(.*\).*(?:\n${NAME}\(.*\).*)*`, "gmu");

/** Where a text looks like a list. */
const PLACES: Readonly<Record<Exclude<ToolRenderingName, "json">, (text: string) => string[]>> = {
  xml: elements,
  markdown: (text) => blocks(text, /^\| tool \| description .*\n(?:\| .*(?:\n|$))+/gm),
  // With the line break at its end, as it was rendered: the same text is parsed once.
  yaml: (text) => blocks(text, /^- name: .*\n(?:(?:- | ).*(?:\n|$)|\n(?= ))*/gm).map((block) => `${block}\n`),
  signature: (text) => blocks(text, SIGNATURES),
};

function blocks(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].slice(0, MOST_LISTS).map(([block]) => block.trimEnd());
}

/** Not by one expression: a text full of opening marks would be searched to its end for each. */
function elements(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; found.length < MOST_LISTS; ) {
    const end = text.indexOf("</tools>", at);
    const start = end === -1 ? -1 : text.lastIndexOf("<tools>", end);
    if (end === -1) break;
    if (start >= at) found.push(text.slice(start, end + "</tools>".length));
    at = end + "</tools>".length;
  }
  return found;
}
