import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";

/** What OpenAI's strict mode knows of JSON Schema. Source: its guide on structured outputs, "supported schemas". */
const KNOWN = new Set([
  ...["type", "title", "description", "properties", "required", "additionalProperties", "items", "enum", "const"],
  ...["pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
  ...["anyOf", "minItems", "maxItems"],
]);
const MOST_DEPTH = 10;
/** An object with so many optional members has four shapes. */
const MOST_OPTIONAL = 2;

/**
 * A schema for OpenAI's strict mode, in which every object names all of its members as required and allows no others: members
 * that are not named are left out, and an object with optional ones is any of its shapes. All that fits it fits the schema
 * that was given. Undefined where there is none: then that one is sent, as not strict, since one that is refused ends the run.
 */
export function strictSchema(schema: JsonObject): JsonObject | undefined {
  const strict = schema["type"] === "object" ? tightened(schema, 0) : undefined;
  return strict?.["type"] === "object" ? strict : undefined;
}

function tightened(schema: JsonValue | undefined, depth: number): JsonObject | undefined {
  if (!isObject(schema) || depth > MOST_DEPTH || Object.keys(schema).some((key) => !KNOWN.has(key))) return undefined;
  if (schema["type"] === "object") return closed(schema, depth);
  const typed = withType(schema);
  if (typed["type"] === undefined && typed["anyOf"] === undefined) return undefined;
  return typed["type"] === "array" ? listOf(typed, depth) : anyOf(typed, depth);
}

/** A constant says its type, too: strict mode wants to hear it. */
function withType(schema: JsonObject): JsonObject {
  const { type, const: constant } = schema;
  return type === undefined && typeof constant === "string" ? { type: "string", ...schema } : schema;
}

function listOf(schema: JsonObject, depth: number): JsonObject | undefined {
  const items = tightened(schema["items"], depth + 1);
  return items === undefined ? undefined : { ...schema, items };
}

function anyOf(schema: JsonObject, depth: number): JsonObject | undefined {
  if (!Array.isArray(schema["anyOf"])) return schema;
  const parts = schema["anyOf"].map((part) => tightened(part, depth + 1));
  return parts.some((part) => part === undefined) ? undefined : { ...schema, anyOf: parts as JsonObject[] };
}

function closed(schema: JsonObject, depth: number): JsonObject | undefined {
  const { properties: given, required, additionalProperties, ...rest } = schema;
  if (isObject(additionalProperties)) return undefined;
  const members = Object.entries(isObject(given) ? given : {}).map(
    ([name, part]) => [name, tightened(part, depth + 1)] as const,
  );
  const needed = new Set(Array.isArray(required) ? required : []);
  const optional = members.map(([name]) => name).filter((name) => !needed.has(name));
  const isNamed = [...needed].every((name) => members.some(([known]) => known === name));
  if (!isNamed || optional.length > MOST_OPTIONAL || members.some(([, part]) => part === undefined)) return undefined;
  const shapes = subsets(optional).map((without): JsonObject => {
    const kept = members.filter(([name]) => !without.includes(name)) as [string, JsonObject][];
    const names = kept.map(([name]) => name);
    return { ...rest, properties: Object.fromEntries(kept), required: names, additionalProperties: false };
  });
  return shapes.length === 1 ? shapes[0]! : { anyOf: shapes };
}

function subsets(names: readonly string[]): string[][] {
  const [first, ...rest] = names;
  if (first === undefined) return [[]];
  const others = subsets(rest);
  return [...others, ...others.map((set) => [first, ...set])];
}
