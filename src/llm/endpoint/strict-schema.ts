import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";

/** What OpenAI's strict mode knows of JSON Schema. Source: its guide on structured outputs, "supported schemas". */
const KNOWN = new Set([
  ...[
    "type",
    "title",
    "description",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "enum",
    "const",
    "anyOf",
  ],
  ...["pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
  ...["minItems", "maxItems"],
]);
const MOST_DEPTH = 10;

/**
 * Would OpenAI's strict mode take this schema? There every object names all of its members as required and allows no others. One
 * that does not fit is sent all the same, as not strict: a schema that is refused would end the run.
 */
export function isStrictSchema(schema: JsonObject): boolean {
  return schema["type"] === "object" && fits(schema, 0);
}

function fits(schema: JsonValue | undefined, depth: number): boolean {
  if (!isObject(schema) || depth > MOST_DEPTH || Object.keys(schema).some((key) => !KNOWN.has(key))) return false;
  const { type, properties, items, anyOf } = schema;
  if (type === undefined && anyOf === undefined && !("const" in schema) && !("enum" in schema)) return false;
  if (type === "object" && !isClosed(schema)) return false;
  if (type === "array" && items === undefined) return false;
  const below = [
    ...(isObject(properties) ? Object.values(properties) : []),
    ...(items === undefined ? [] : [items]),
    ...(Array.isArray(anyOf) ? anyOf : []),
  ];
  return below.every((part) => fits(part, depth + 1));
}

function isClosed({ properties, required, additionalProperties }: JsonObject): boolean {
  const names = isObject(properties) ? Object.keys(properties) : [];
  const needed = new Set(Array.isArray(required) ? required : []);
  return additionalProperties === false && names.length === needed.size && names.every((name) => needed.has(name));
}
