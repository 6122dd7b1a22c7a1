import { isObject, type JsonValue } from "../../core/json/value.ts";
import { type ToolDefinition, toolDefinitionSchema } from "../../core/tool.ts";
import { jsonOf } from "../../templates/protocol/arguments.ts";
import { readTolerantly } from "../../templates/protocol/lenient/tolerant-json.ts";
import { isRefusal } from "../../templates/protocol/refusal.ts";
import { parseTools, type ToolRenderingName } from "../../templates/protocol/tool-list/render-tools.ts";

/**
 * The tools that a prompt lists, in one of our renderings or as a JSON or Python list of objects; empty where there is no
 * list, or where it is not sure which one it is. `spoken` is what the agent said: lines that look like signatures are
 * tools only if one of them is spoken of.
 */
export function findTools(prompt: string, spoken: string): readonly ToolDefinition[] {
  const lists = [
    ...listsInBrackets(prompt),
    ...renderedLists("xml", elements(prompt)),
    ...renderedLists("markdown", blocks(prompt, /^\| tool \| description .*\n(?:\| .*(?:\n|$))+/gm)),
    ...renderedLists("yaml", blocks(prompt, /^- name: .*\n(?:(?:- | ).*(?:\n|$)|\n(?= ))*/gm)),
  ];
  const found = lists.length > 0 ? lists : signatureLists(prompt, spoken);
  const texts = new Set(found.map((list) => JSON.stringify(list)));
  return texts.size === 1 ? found[0]! : [];
}

const MOST_LISTS = 8;

/** What Python writes otherwise than JSON; any other repair would be a guess. */
const PYTHON: ReadonlySet<string> = new Set(["single_quotes", "python_literals"]);

function listsInBrackets(prompt: string): (readonly ToolDefinition[])[] {
  const lists: (readonly ToolDefinition[])[] = [];
  const opening = /\[\s*\{/g;
  for (let tries = 0; tries < MOST_LISTS; tries++) {
    const start = opening.exec(prompt)?.index;
    if (start === undefined) break;
    const read = readTolerantly(prompt, start);
    if (read === undefined || !read.repairs.every((repair) => PYTHON.has(repair))) continue;
    const value = read.repairs.length === 0 ? jsonOf(prompt.slice(start, read.end)) : read.value;
    const tools = toolsIn(value);
    if (tools === undefined) continue;
    lists.push(tools);
    opening.lastIndex = read.end;
  }
  return lists;
}

/** The tools of a list, all of them, or undefined. */
function toolsIn(value: JsonValue | undefined): readonly ToolDefinition[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const tools = value.map(toolIn);
  return tools.every((tool) => tool !== undefined) ? tools : undefined;
}

/** A value as a tool: as the chat API wraps it, or bare with a description or parameters; else undefined. */
export function toolIn(value: JsonValue): ToolDefinition | undefined {
  if (toolDefinitionSchema.safeParse(value).success) return value as unknown as ToolDefinition;
  if (!isObject(value) || (value["description"] === undefined && value["parameters"] === undefined)) return undefined;
  const wrapped = { type: "function", function: value };
  return toolDefinitionSchema.safeParse(wrapped).success ? (wrapped as unknown as ToolDefinition) : undefined;
}

function renderedLists(rendering: ToolRenderingName, texts: readonly string[]): (readonly ToolDefinition[])[] {
  return texts.flatMap((text) => {
    const parsed = parseTools(text, rendering);
    const tools = isRefusal(parsed) ? undefined : toolsIn(parsed as unknown as JsonValue[]);
    return tools === undefined ? [] : [tools];
  });
}

function blocks(prompt: string, pattern: RegExp): string[] {
  return [...prompt.matchAll(pattern)].slice(0, MOST_LISTS).map(([text]) => text.trimEnd());
}

/** Not by one expression: a prompt full of opening marks would be searched to its end for each. */
function elements(prompt: string): string[] {
  const found: string[] = [];
  for (let at = 0; found.length < MOST_LISTS; ) {
    const end = prompt.indexOf("</tools>", at);
    const start = end === -1 ? -1 : prompt.lastIndexOf("<tools>", end);
    if (end === -1) break;
    if (start >= at) found.push(prompt.slice(start, end + "</tools>".length));
    at = end + "</tools>".length;
  }
  return found;
}

const NAME = String.raw`(?:[\p{L}_][\p{L}\p{N}_.-]*|"[^"\n]*")`;
const SIGNATURES = new RegExp(String.raw`^${NAME}\(.*\).*(?:\n${NAME}\(.*\).*)*`, "gmu");

function signatureLists(prompt: string, spoken: string): (readonly ToolDefinition[])[] {
  const lists = renderedLists("signature", blocks(prompt, SIGNATURES));
  return lists.filter((list) => list.some((tool) => spoken.includes(tool.function.name)));
}
