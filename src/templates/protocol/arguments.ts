import { parseJson } from "../../core/json/parse.ts";
import { stringifyJson } from "../../core/json/stringify.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { type AgentCall, agentCall } from "./agent-step.ts";
import { type Refusal, refuse } from "./refusal.ts";

/** A JSON text as a value, or undefined where it is no JSON. */
export function jsonOf(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** The arguments of a call as the text that its source had, or as compact JSON. */
export function argumentsTextOf(call: AgentCall): string {
  return call.arguments_text ?? stringifyJson(call.arguments);
}

/** A call whose arguments stand as a JSON text, which is kept where it is not the compact one. */
export function callFromText(name: string, text: string): AgentCall | Refusal {
  const args = jsonOf(text);
  if (!isObject(args)) return refuse("arguments_not_json", `the arguments of ${name} are no JSON object`);
  return agentCall(name, args, text);
}

/** A call as a JSON object with a name and arguments; other keys than `known` are refused. */
export function callFromObject(
  value: JsonValue,
  keys: { readonly name: string; readonly arguments: string },
  known: readonly string[] = [],
): AgentCall | Refusal {
  if (!isObject(value)) return refuse("call_not_an_object", "a call is no JSON object");
  const { [keys.name]: name, [keys.arguments]: args, ...others } = value;
  if (typeof name !== "string") return refuse("no_tool_name", `a call has no text under "${keys.name}"`);
  if (!isObject(args)) return refuse("arguments_not_json", `the arguments of ${name} are no JSON object`);
  const unknown = Object.keys(others).find((key) => !known.includes(key));
  if (unknown !== undefined) return refuse("unknown_key", `a call has the key "${unknown}"`);
  return { name, arguments: args };
}

/** May the arguments be written as a value, that is: does their text say nothing else? */
export function areArgumentsJson(call: AgentCall): boolean {
  if (call.arguments_text === undefined) return true;
  const value = jsonOf(call.arguments_text);
  return isObject(value) && stringifyJson(value) === stringifyJson(call.arguments);
}

/** A call as a JSON object under the protocol's keys. */
export function callToObject(
  call: AgentCall,
  keys: { readonly name: string; readonly arguments: string; readonly constants?: JsonObject | undefined },
): JsonObject {
  return { [keys.name]: call.name, ...keys.constants, [keys.arguments]: call.arguments };
}
