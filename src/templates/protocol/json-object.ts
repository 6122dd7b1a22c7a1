import { stringifyJson } from "../../core/json/stringify.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { type AgentCall, type AgentStep, agentStep } from "./agent-step.ts";
import { callFromObject, callToObject, jsonOf } from "./arguments.ts";
import { callsToWrite } from "./endings.ts";
import { fenced, unfenced } from "./fence.ts";
import { fieldOf } from "./fields.ts";
import type { JsonProtocol } from "./protocol.ts";
import { pathsOf } from "./protocol-faults.ts";
import { isRefusal, type Refusal, refuse } from "./refusal.ts";

type Path = readonly string[];

/** A step as one JSON object, fenced where the protocol says so. */
export function writeJsonObject(protocol: JsonProtocol, step: AgentStep): string {
  const root: JsonObject = {};
  const { calls, answer, give_up } = callsToWrite(protocol, step);
  if (step.thought) put(root, protocol.thought, step.thought);
  if (step.reasoning && protocol.reasoning) put(root, protocol.reasoning, step.reasoning);
  for (const { name, path } of protocol.fields ?? []) put(root, path, fieldOf(step, name));
  for (const { path, value } of protocol.constants ?? []) put(root, path, value);
  const objects = calls.map((call) => callToObject(call, protocol.call));
  if (objects.length > 0) put(root, protocol.call.path, protocol.parallel ? objects : objects[0]!);
  if (answer !== undefined && "path" in protocol.answer) put(root, protocol.answer.path, answer);
  if (give_up !== undefined && "path" in protocol.give_up) put(root, protocol.give_up.path, give_up);
  const style = protocol.indent === 0 ? "compact" : "indent";
  return fenced(stringifyJson(root, { style, indent: protocol.indent, ascii: false }), protocol.fence);
}

function put(root: JsonObject, path: Path, value: JsonValue): void {
  let at = root;
  for (const key of path.slice(0, -1)) {
    if (!Object.hasOwn(at, key)) at[key] = {};
    at = at[key] as JsonObject;
  }
  at[path.at(-1)!] = value;
}

/** Reads a step that stands there as {@link writeJsonObject} writes it, whatever the white space between tokens. */
export function readJsonObject(protocol: JsonProtocol, text: string): AgentStep | Refusal {
  const json = unfenced(text, protocol.fence);
  if (json === undefined) return refuse("no_fence", "the text does not stand in its fence");
  const root = jsonOf(json);
  if (!isObject(root)) return refuse("not_json", "the text is no JSON object");
  const unknown = unknownKey(root, pathsOf(protocol), []);
  if (unknown !== undefined) return refuse("unknown_key", `the object has the key "${unknown}"`);
  return stepFromObject(protocol, root);
}

/** The step that an object says. */
export function stepFromObject(protocol: JsonProtocol, root: JsonObject): AgentStep | Refusal {
  const texts: Record<string, string | undefined> = {};
  const paths = {
    thought: protocol.thought,
    reasoning: protocol.reasoning,
    answer: pathOf(protocol.answer),
    give_up: pathOf(protocol.give_up),
  };
  for (const [role, path] of Object.entries(paths)) {
    const value = path === undefined ? undefined : valueAt(root, path);
    if (value !== undefined && typeof value !== "string") return refuse("not_a_text", `${path!.join(".")} is no text`);
    texts[role] = value;
  }
  const fields: Record<string, string> = {};
  for (const { name, path } of protocol.fields ?? []) {
    const value = valueAt(root, path) ?? "";
    if (typeof value !== "string") return refuse("not_a_text", `${path.join(".")} is no text`);
    fields[name] = value;
  }
  const calls = readCalls(protocol, valueAt(root, protocol.call.path));
  if (isRefusal(calls)) return calls;
  if (Number(calls.length > 0) + Number(texts["answer"] !== undefined) + Number(texts["give_up"] !== undefined) > 1)
    return refuse("two_endings", "the object holds more than one of a call, an answer and a give-up");
  return agentStep({
    thought: texts["thought"],
    reasoning: texts["reasoning"],
    calls,
    answer: texts["answer"],
    give_up: texts["give_up"],
    fields,
  });
}

function readCalls(protocol: JsonProtocol, value: JsonValue | undefined): AgentCall[] | Refusal {
  if (value === undefined) return [];
  if (protocol.parallel !== Array.isArray(value))
    return refuse("call_malformed", protocol.parallel ? "the calls are no list" : "the call is a list");
  const calls: AgentCall[] = [];
  for (const item of Array.isArray(value) ? value : [value]) {
    const call = callFromObject(item, protocol.call);
    if (isRefusal(call)) return call;
    calls.push(call);
  }
  return calls;
}

function pathOf(ending: JsonProtocol["answer"]): Path | undefined {
  return "path" in ending ? ending.path : undefined;
}

/** The value at a path, or undefined. */
export function valueAt(root: JsonValue, path: Path): JsonValue | undefined {
  let at: JsonValue | undefined = root;
  for (const key of path) at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return at;
}

function unknownKey(object: JsonObject, paths: readonly Path[], at: Path): string | undefined {
  for (const [key, value] of Object.entries(object)) {
    const here = [...at, key];
    const leading = paths.filter((path) => here.every((part, depth) => path[depth] === part));
    if (leading.length === 0) return here.join(".");
    if (leading.some((path) => path.length === here.length)) continue;
    const inner = isObject(value) ? unknownKey(value, paths, here) : here.join(".");
    if (inner !== undefined) return inner;
  }
  return undefined;
}
