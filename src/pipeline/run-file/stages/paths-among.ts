import { existsSync } from "node:fs";
import type { JsonObject, JsonValue } from "../../../core/json/value.ts";
import { referencesIn } from "../references.ts";
import type { StageInput } from "../stage-kind.ts";

/**
 * What the options of a format read: which of them are paths only the format knows, so that every text counts which refers to
 * another stage or is the name of something on disk.
 */
export function pathsAmong(options: JsonObject): StageInput[] {
  return Object.values(options).flatMap((value) => (namesSomething(value) ? [{ path: value }] : []));
}

function namesSomething(value: JsonValue): value is string {
  return typeof value === "string" && (referencesIn(value).length > 0 || existsSync(value));
}
