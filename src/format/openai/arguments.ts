import { canonicalJson } from "../../core/hash.ts";
import { objectIn } from "../../core/json/object-in.ts";
import { stringifyJson } from "../../core/json/stringify.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import type { ToolCall } from "../../core/trajectory.ts";

/** The arguments of a call as ATIF holds them. */
export interface ReadArguments {
  readonly arguments: JsonObject;
  /** The source's text, where JavaScript would write the arguments otherwise or the text is no object. */
  readonly text?: string;
  /** The source has no arguments that can be read. */
  readonly unparsable: boolean;
}

/** Reads a call's arguments: a JSON text, as the API has it, or an object, as some rows have it. */
export function readArguments(value: JsonValue | undefined): ReadArguments {
  if (isObject(value)) return { arguments: value, unparsable: false };
  if (typeof value !== "string") return { arguments: {}, unparsable: true };
  const parsed = objectIn(value);
  if (parsed === undefined) return { arguments: {}, text: value, unparsable: true };
  if (JSON.stringify(parsed) === value) return { arguments: parsed, unparsable: false };
  return { arguments: parsed, text: value, unparsable: false };
}

/** The arguments of a call as text: as the source spelled them while they are still the same, else compact JSON. */
export function writeArguments(call: ToolCall): string {
  const text = call.extra?.mat?.arguments_text;
  const args = call.arguments as JsonObject;
  if (text === undefined) return stringifyJson(args);
  const parsed = objectIn(text);
  const same = parsed === undefined ? Object.keys(args).length === 0 : canonicalJson(parsed) === canonicalJson(args);
  return same ? text : stringifyJson(args);
}
