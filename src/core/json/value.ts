/** Any JSON value, parsed. Exactness (key order, repeats, number spelling) rides beside it: see `spelling.ts`. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
/** A JSON object, parsed. */
export interface JsonObject {
  [key: string]: JsonValue;
}
/** A JSON object or array: what a spelling can be attached to. */
export type JsonContainer = JsonValue[] | JsonObject;

/** Is this a JSON object (not an array, not null)? */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Sets a member as JSON means it: `__proto__` is a key like any other. */
export function setMember(object: JsonObject, key: string, value: JsonValue): void {
  if (key === "__proto__")
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  else object[key] = value;
}
