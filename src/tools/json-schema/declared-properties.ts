import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { linearPattern } from "./linear-pattern.ts";

/**
 * Says which properties a prepared schema declares at its top; undefined when it is open: it allows more by name
 * (`additionalProperties`), or declares nothing at all.
 */
export function declaredProperties(schema: JsonObject | boolean): ((name: string) => boolean) | undefined {
  if (typeof schema === "boolean") return undefined;
  const parts = appliedInPlace(schema, schema, new Set());
  const names = new Set(parts.flatMap((part) => (isObject(part["properties"]) ? Object.keys(part["properties"]) : [])));
  const patterns = parts.flatMap((part) =>
    isObject(part["patternProperties"]) ? Object.keys(part["patternProperties"]) : [],
  );
  const open = parts.some(
    (part) => part["additionalProperties"] !== undefined && part["additionalProperties"] !== false,
  );
  const silent = !parts.some((part) => isObject(part["properties"]));
  if (open || silent) return undefined;
  const compiled = patterns.map(linearPattern);
  return (name) => names.has(name) || compiled.some((pattern) => pattern.test(name));
}

/** The schemas that speak of the same value: this one and those that it combines or refers to. */
function appliedInPlace(schema: JsonValue | undefined, root: JsonObject, seen: Set<JsonValue>): JsonObject[] {
  if (!isObject(schema) || seen.has(schema)) return [];
  seen.add(schema);
  const { $ref, allOf, anyOf, oneOf, if: condition, then: consequence, else: alternative } = schema;
  const inner = [allOf, anyOf, oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
  const target = typeof $ref === "string" ? referenced(root, $ref) : undefined;
  return [
    schema,
    ...[...inner, target, condition, consequence, alternative].flatMap((item) => appliedInPlace(item, root, seen)),
  ];
}

function referenced(root: JsonObject, reference: string): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const part of reference.split("/").slice(1)) {
    const key = decode(part).replaceAll("~1", "/").replaceAll("~0", "~");
    value =
      typeof value === "object" && value !== null && Object.hasOwn(value, key) ? (value as JsonObject)[key] : undefined;
  }
  return value;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
