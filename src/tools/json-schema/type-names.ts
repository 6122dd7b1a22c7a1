import type { JsonValue } from "../../core/json/value.ts";

/** The types of JSON Schema, and what tools of other origins call them. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  string: ["str", "text", "char", "varchar", "date", "datetime", "date-time", "time", "uuid", "uri", "url", "email"],
  integer: ["int", "int32", "int64", "long", "short", "byte"],
  number: ["float", "double", "decimal", "numeric"],
  boolean: ["bool"],
  object: ["dict", "dictionary", "map", "hashmap", "json", "struct"],
  array: ["list", "tuple", "arraylist", "set"],
  null: ["none", "nil"],
};
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(TYPES).flatMap(([name, others]) => [name, ...others].map((other) => [other, name] as const)),
);

/** A schema's `type` in JSON Schema's own names (none: any), and the names that nobody knows. */
export function typeNames(type: JsonValue): { readonly known: string[]; readonly unknown: string[] } {
  const given = Array.isArray(type) ? type : [type];
  const known = new Set<string>();
  const unknown: string[] = [];
  for (const name of given) {
    if (name === "any") return { known: [], unknown: [] };
    const found = typeof name === "string" ? NAMES.get(name.toLowerCase()) : undefined;
    if (found !== undefined) known.add(found);
    else unknown.push(typeof name === "string" ? name : JSON.stringify(name));
  }
  return { known: [...known], unknown };
}
