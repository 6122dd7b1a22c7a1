import { isObject, type JsonObject } from "../../core/json/value.ts";

/**
 * The keywords of one schema with newer spellings (`prefixItems`, `dependentRequired`) and older ones
 * (`exclusiveMinimum: true`) put into draft 7's. Schemas inside of it are left as they are.
 */
export function toDraft7(schema: JsonObject): JsonObject {
  const { prefixItems, dependentRequired, dependentSchemas, ...rest } = schema;
  const result: JsonObject = rest;
  if (Array.isArray(prefixItems)) {
    result["items"] = prefixItems;
    if (schema["items"] !== undefined) result["additionalItems"] = schema["items"];
  }
  const dependencies = [dependentRequired, dependentSchemas, schema["dependencies"]].filter(isObject);
  if (dependencies.length > 0) {
    result["dependencies"] = Object.fromEntries(dependencies.flatMap((object) => Object.entries(object)));
  }
  for (const [exclusive, inclusive] of [
    ["exclusiveMinimum", "minimum"],
    ["exclusiveMaximum", "maximum"],
  ] as const) {
    if (typeof schema[exclusive] !== "boolean") continue;
    delete result[exclusive];
    if (schema[exclusive] === true && typeof schema[inclusive] === "number") {
      result[exclusive] = schema[inclusive];
      delete result[inclusive];
    }
  }
  return result;
}
