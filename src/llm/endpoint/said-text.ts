import type { JsonValue } from "../../core/json/value.ts";

/** A text that says something; undefined for an empty one, and for what is no text. */
export function saidText(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
