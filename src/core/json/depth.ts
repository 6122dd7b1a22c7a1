import type { JsonContainer, JsonValue } from "./value.ts";

/**
 * How deep objects and arrays of foreign JSON may nest. Everything that walks a value by recursion (comparing, hashing,
 * patching) was seen to manage 2,200 levels on Node's default stack; real rows stay under 100.
 */
export const MAXIMUM_DEPTH = 512;

/**
 * The same for rows that we wrote: a residual nests up to twice as deep as what it was made of, and sits some levels
 * down in its trajectory, so that whatever was accepted once can be read back.
 */
export const MAXIMUM_STORED_DEPTH = 1200;

/** Does a value nest more than `limit` objects and arrays? */
export function isDeeperThan(value: JsonValue, limit: number): boolean {
  return typeof value === "object" && value !== null && containerIsDeeper(value, limit);
}

function containerIsDeeper(container: JsonContainer, limit: number): boolean {
  if (limit === 0) return true;
  if (Array.isArray(container)) {
    for (const item of container) if (isDeeperThan(item, limit - 1)) return true;
    return false;
  }
  // for-in is the fastest walk over plain objects, and JSON has no inherited members.
  for (const key in container) if (isDeeperThan(container[key]!, limit - 1)) return true;
  return false;
}
