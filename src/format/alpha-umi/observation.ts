import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { memberText } from "../member-text.ts";
import type { Held } from "./held.ts";
import { loadMember } from "./python-json.ts";

const RESPONSE_KEY = '"response":';

/**
 * What the reference takes from a function's content: the `response` of `{"error", "response"}`, or the raw text after
 * that key where the JSON does not parse (most of it is cut at 1,024 characters), or nothing; undefined where it raises.
 */
export function observationAsReference(content: JsonValue): Held | undefined {
  if (typeof content !== "string") return undefined;
  const loaded = loadMember(content, "response");
  if (loaded.member !== undefined) return loaded.member;
  const text = loaded.value === undefined ? content : loaded.value;
  if (typeof text !== "string") return undefined;
  const at = text.indexOf(RESPONSE_KEY);
  return { value: at < 0 ? "" : text.slice(at + RESPONSE_KEY.length) };
}

/** How a response begins that is cut off: with its error as ToolBench writes it, or without one. */
const CUT_RESPONSE = /^\s*\{\s*(?:"error":\s*("(?:[^"\\]|\\.)*"|null)\s*,\s*)?"response":\s*/;

/**
 * What a function's content means to the model that reads it: the response as text, led by the error where there is one;
 * a response cut off in the middle without its JSON escapes; any other content as it is.
 */
export function observationAsMeant(message: JsonObject): string {
  const content = message["content"];
  if (typeof content !== "string") return memberText(message, "content");
  const { value, member } = loadMember(content, "response");
  if (member !== undefined && isObject(value) && Object.keys(value).every((key) => SHELL.has(key)))
    return ledBy(memberText(value, "error"), memberText(member, "value"));
  if (value !== undefined) return content;
  const [begin, error] = CUT_RESPONSE.exec(content) ?? [];
  return begin === undefined ? content : ledBy(textIn(error), unescapeCut(content.slice(begin.length)));
}

/** The members of what ToolBench's functions give: what has others is from elsewhere, and they say something, too. */
const SHELL: ReadonlySet<string> = new Set(["error", "response"]);

function ledBy(error: string, response: string): string {
  return [error, response].filter((text) => text !== "").join("\n");
}

/** The text of a JSON string, which may hold raw line breaks. */
function textIn(json: string | undefined): string {
  return json?.startsWith('"') ? unescapeCut(json.slice(0, -1)) : "";
}

/** The characters of a JSON string whose end may be cut off; text that is no JSON string comes back as it is. */
function unescapeCut(text: string): string {
  if (!text.startsWith('"')) return text;
  return text
    .slice(1)
    .replace(/\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt])/g, (sequence) => JSON.parse(`"${sequence}"`) as string);
}

/** A function's content that says this observation: what stage-2 and role files leave of it, put back in its shell. */
export function observationContent(turn: JsonObject): string {
  const { value } = turn;
  const text = typeof value === "string" ? JSON.stringify(value) : memberText(turn, "value");
  return `{"error": "", "response": ${text || "null"}}`;
}
