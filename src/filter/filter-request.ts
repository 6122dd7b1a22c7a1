import { UsageError } from "../core/errors.ts";
import type { JsonValue } from "../core/json/value.ts";

/** A filter as a user asks for it: not checked yet. */
export interface FilterRequest {
  readonly filter: string;
  readonly options: Readonly<Record<string, JsonValue>>;
  /** Where it was written, for errors: `--filter`, `filters.yaml, line 4`. */
  readonly from?: string;
}

/**
 * What a `--filter` flag says: `NAME` or `NAME:key=value,key=value`. Values are texts, but for `true`, `false` and numbers.
 * Throws UsageError when it is not of that form; whether name and options exist is checked by `prepareFilters`.
 */
export function parseFilterFlag(flag: string): FilterRequest {
  const colon = flag.indexOf(":");
  const filter = (colon < 0 ? flag : flag.slice(0, colon)).trim();
  const form = "Write --filter NAME or --filter NAME:key=value,key=value.";
  if (filter === "") throw new UsageError(`--filter "${flag}" names no filter`, form);
  const pairs = colon < 0 ? [] : flag.slice(colon + 1).split(",");
  const options: Record<string, JsonValue> = {};
  for (const pair of pairs.filter((text) => text.trim() !== "")) {
    const equals = pair.indexOf("=");
    const key = pair.slice(0, Math.max(equals, 0)).trim();
    if (key === "") throw new UsageError(`--filter "${flag}": "${pair.trim()}" is not of the form key=value`, form);
    if (Object.hasOwn(options, key)) throw new UsageError(`--filter "${flag}" gives "${key}" twice`, "Give it once.");
    options[key] = scalar(pair.slice(equals + 1).trim());
  }
  return { filter, options, from: "--filter" };
}

function scalar(text: string): JsonValue {
  if (text === "true" || text === "false") return text === "true";
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
