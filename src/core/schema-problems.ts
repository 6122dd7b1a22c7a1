import type { z } from "zod";
import { isObject, type JsonValue } from "./json/value.ts";

/** One way in which a value is not what a schema asks for. */
export interface SchemaProblem {
  /** Where, such as `steps[2].tool_calls[0].arguments`; "" is the whole value. */
  readonly path: string;
  readonly problem: string;
  /** The schema does not know this key. */
  readonly unknownKey: boolean;
}

/**
 * All that a schema finds wrong with a value, in the order of the schema; empty for a valid one. `noKey` is said of a key
 * that the schema does not know.
 */
export function schemaProblems(schema: z.ZodType, value: JsonValue, noKey: string): SchemaProblem[] {
  const result = schema.safeParse(value);
  return result.success ? [] : result.error.issues.flatMap((issue) => describe(issue, [], value, noKey));
}

type Issue = z.core.$ZodIssue;

function describe(issue: Issue, above: readonly PropertyKey[], root: JsonValue, noKey: string): SchemaProblem[] {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path: join([...path, key]), problem: noKey, unknownKey: true }));
  if (issue.code === "invalid_union") {
    // The alternative that fails deeper inside is the one that was meant.
    const meant = issue.errors.find((issues) => issues.length > 0 && issues.every((inner) => inner.path.length > 0));
    const only = issue.errors.find((issues) => issues.length > 0 && issues.every(isUnknownKeys));
    const chosen = only ?? meant;
    if (chosen !== undefined) return chosen.flatMap((inner) => describe(inner, path, root, noKey));
  }
  return [{ path: join(path), problem: wording(issue, valueAt(root, path)), unknownKey: false }];
}

function isUnknownKeys(issue: Issue): boolean {
  return issue.code === "unrecognized_keys";
}

function wording(issue: Issue, found: JsonValue | undefined): string {
  if (issue.code === "invalid_type") {
    if (found === undefined) return `is missing (${kindName(issue.expected)} is expected)`;
    return `is ${kindOf(found)} where ${kindName(issue.expected)} is expected`;
  }
  if (issue.code === "invalid_value") return `is ${shown(found)} where one of ${issue.values.join(", ")} is expected`;
  if (issue.code === "invalid_union" && "options" in issue && issue.options !== undefined)
    return `is ${shown(found)} where one of ${issue.options.join(", ")} is expected`;
  if (issue.code === "invalid_union")
    return found === undefined ? "is missing" : `is ${kindOf(found)}, which is not allowed here`;
  if (issue.code === "too_small" && issue.origin === "array") return `has fewer than ${String(issue.minimum)} items`;
  if (issue.code === "too_small") return `is smaller or shorter than ${String(issue.minimum)}`;
  if (issue.code === "too_big") return `is greater or longer than ${String(issue.maximum)}`;
  if (issue.code === "invalid_format")
    return `is ${shown(found)}, which has not the form that is expected${formOf(issue)}`;
  if (issue.code === "custom") return `is not valid: ${issue.message}`;
  return "is not valid";
}

function formOf({ format, pattern }: Issue & { readonly code: "invalid_format" }): string {
  if (format === "date") return ": YYYY-MM-DD, a day of the calendar";
  return format === "regex" && pattern !== undefined ? `: ${pattern}` : "";
}

function kindName(expected: string): string {
  if (expected === "record" || expected === "object") return "an object";
  if (expected === "int") return "a whole number";
  return `${/^[aeiou]/.test(expected) ? "an" : "a"} ${expected}`;
}

function kindOf(value: JsonValue): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (isObject(value)) return "an object";
  return `a ${typeof value}`;
}

function shown(value: JsonValue | undefined): string {
  const text = JSON.stringify(value) ?? "missing";
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}

function valueAt(root: JsonValue, path: readonly PropertyKey[]): JsonValue | undefined {
  let value: unknown = root;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value as JsonValue;
}

function join(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}
