import { isObject, type JsonObject, type JsonValue } from "../../../core/json/value.ts";
import type { Tool } from "../../../core/tool.ts";
import { jsonOf } from "../../../templates/protocol/arguments.ts";
import type { SeenCall } from "./reader-view.ts";
import { seenCall } from "./seen-call.ts";

/**
 * The calls that a memory slot tells of. Templates word it in their own ways: what is looked for is a tool's name beside a
 * JSON object on one line, with its result behind it, or a JSON object that holds all of it.
 */
export function readFinishedTasks(memory: string, tools: readonly Tool[]): SeenCall[] {
  const names = tools.map((tool) => tool.name);
  const found: Found[] = [];
  for (let at = memory.indexOf("{"); at !== -1; at = memory.indexOf("{", at)) {
    const end = endOfJson(memory, at);
    const value = end === undefined ? undefined : jsonOf(memory.slice(at, end));
    const one = isObject(value) ? foundAt(memory, at, end!, value, names) : undefined;
    if (one !== undefined) found.push(one);
    at = one?.to ?? at + 1;
  }
  return found.map((one, index) => {
    const result = one.result ?? textBehind(memory, one, found[index + 1]);
    return seenCall(one.name, one.arguments, result);
  });
}

interface Found {
  readonly name: string;
  readonly arguments: JsonObject;
  readonly from: number;
  readonly to: number;
  /** Where it is sure where the result ends. */
  readonly result?: string;
}

function foundAt(
  memory: string,
  from: number,
  to: number,
  value: JsonObject,
  names: readonly string[],
): Found | undefined {
  const whole = wholeTask(value);
  if (whole !== undefined) return { ...whole, from, to };
  const name = nameBeside(memory, from, to, names);
  if (name === undefined) return undefined;
  const lead = /^[^\d{["]{0,30}(?=[{["])/.exec(memory.slice(to, to + 40))?.[0];
  const start = lead === undefined ? undefined : to + lead.length;
  const end = start === undefined ? undefined : endOfJson(memory, start);
  if (end === undefined) return { name, arguments: value, from, to };
  return { name, arguments: value, from, to: end, result: memory.slice(start, end) };
}

/** A task as one JSON object: its arguments are an object or the text of one, and its result is the last text. */
function wholeTask(value: JsonObject): Pick<Found, "name" | "arguments" | "result"> | undefined {
  const name = value["tool"] ?? value["工具"];
  const written = value["arguments"] ?? value["参数"];
  const args: JsonValue | undefined = typeof written === "string" ? jsonOf(written) : written;
  const result = value["result"] ?? value["结果"];
  if (typeof name !== "string" || !isObject(args) || typeof result !== "string") return undefined;
  return { name, arguments: args, result };
}

/** The tool's name on the line of its arguments: in front of them, or else behind. */
function nameBeside(memory: string, from: number, to: number, names: readonly string[]): string | undefined {
  const front = memory.slice(memory.lastIndexOf("\n", from) + 1, from).slice(-80);
  const line = memory.slice(to).split("\n", 1)[0]!.slice(0, 80);
  const known = names.filter((name) => front.includes(name)).sort(byPlace(front))[0];
  if (known !== undefined) return known;
  const behind = names.filter((name) => line.includes(name)).sort((a, b) => line.indexOf(a) - line.indexOf(b))[0];
  if (behind !== undefined || names.length > 0) return behind;
  // A prompt that concludes lists no tools: a word that looks like the name of one will do.
  const word = /([\p{L}_][\p{L}\p{N}_.-]*)(?:[\s,，(|]|with|given|参数|给的是|传入)*$/u.exec(front)?.[1];
  return word ?? /^ ?调用了 ?([^\s）]+)/.exec(line)?.[1];
}

/** Nearest to the end first; of two that end together the longer one. */
function byPlace(text: string): (a: string, b: string) => number {
  const end = (name: string) => text.lastIndexOf(name) + name.length;
  return (a, b) => end(b) - end(a) || b.length - a.length;
}

const GLUE =
  /^[^\p{L}\p{N}"“《「]*(?:(?:brought|which gave|gave|got back|received|returned|得到|拿到|所得|返回|收到)[:：]?\s*)?/iu;

/** A result that is no JSON: up to the next task, whose thought has a line of its own or stands in front of its tool. */
function textBehind(memory: string, { to }: Found, next: Found | undefined): string {
  const rest = memory.slice(to, next?.from).replace(/^[^\n]{0,40}调用了 ?[^\s）]+）/, "");
  const text = rest.replace(GLUE, "");
  if (next === undefined) return text.trim();
  const lines = text.split("\n");
  const own = lines.pop() ?? "";
  // A line of the call that is set in, or begins with the call, has its thought on the line above.
  const thoughtInFront = /^(?:\s|called |by |用了|经由)/i.test(own);
  if (thoughtInFront && lines.length > 1) lines.pop();
  return lines.join("\n").trim();
}

/** Where the JSON object, list or text that begins here ends. */
function endOfJson(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      at = endOfString(text, at);
      if (depth === 0) return at + 1;
    } else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") {
      depth--;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
