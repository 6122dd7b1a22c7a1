import { parseJson } from "./parse.ts";
import { isObject, type JsonObject } from "./value.ts";

/** The object that a text is the JSON of, exactly; undefined for any other text. */
export function objectIn(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
