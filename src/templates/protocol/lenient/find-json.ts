import { parseJson } from "../../../core/json/parse.ts";
import { isObject, type JsonObject } from "../../../core/json/value.ts";
import { readTolerantly } from "./tolerant-json.ts";

/** A JSON object in a text, where it stands, and what was mended in it. */
export interface FoundObject {
  readonly value: JsonObject;
  readonly start: number;
  readonly end: number;
  readonly repairs: readonly string[];
}

const MAXIMUM_TRIES = 50;

/** The JSON objects in a text, one behind the other; braces in prose that open nothing sensible are passed over. */
export function findObjects(text: string): FoundObject[] {
  const found: FoundObject[] = [];
  let at = 0;
  for (let tries = 0; tries < MAXIMUM_TRIES; tries++) {
    const start = nextBrace(text, at);
    if (start === -1) break;
    const object = objectAt(text, start);
    if (object === undefined || Object.keys(object.value).length === 0) at = start + 1;
    if (object === undefined) continue;
    if (Object.keys(object.value).length > 0 || object.repairs.length === 0) {
      found.push(object);
      at = object.end;
    }
  }
  return found;
}

/** The JSON object that begins here, exact where it is JSON already. */
export function objectAt(text: string, start: number): FoundObject | undefined {
  const found = readTolerantly(text, start);
  if (found === undefined || !isObject(found.value)) return undefined;
  if (found.repairs.length > 0) return { value: found.value, start, end: found.end, repairs: found.repairs };
  try {
    return { value: parseJson(text.slice(start, found.end)) as JsonObject, start, end: found.end, repairs: [] };
  } catch {
    return { value: found.value, start, end: found.end, repairs: found.repairs };
  }
}

function nextBrace(text: string, from: number): number {
  const at = text.slice(from).search(/[{｛]/);
  return at === -1 ? -1 : at + from;
}
