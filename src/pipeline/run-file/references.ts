import { normalize } from "node:path";
import { isObject, type JsonValue } from "../../core/json/value.ts";

/** `$name` alone, or before the rest of a path. */
const REFERENCE = /^\$([\w-]+)(?=$|[/\\])/;

/** Stands for the folder of the run file itself. */
export const HERE = "here";

/** The names that the texts inside a value refer to as `$name`, each once. */
export function referencesIn(value: JsonValue): string[] {
  return [...new Set(textsIn(value).flatMap((text) => REFERENCE.exec(text)?.[1] ?? []))];
}

/** The stage that a text as a whole stands for; undefined for any other text. */
export function wholeReference(text: string): string | undefined {
  return /^\$([\w-]+)$/.exec(text)?.[1];
}

/** The same value with paths in the places of references; what is not known stays as it is. */
export function withPaths<T extends JsonValue>(value: T, paths: ReadonlyMap<string, string>): T {
  return mapTexts(value, (text) => {
    const replaced = text.replace(REFERENCE, (whole, name: string) => paths.get(name) ?? whole);
    return replaced === text ? text : normalize(replaced);
  }) as T;
}

function textsIn(value: JsonValue): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

function mapTexts(value: JsonValue, change: (text: string) => string): JsonValue {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]));
}
