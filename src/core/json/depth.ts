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

/** How many members the objects of a value have, all together; undefined when it nests more than `limit` levels. */
export function countMembers(value: JsonValue, limit: number): number | undefined {
  const count = typeof value === "object" && value !== null ? countIn(value, limit) : 0;
  return Number.isFinite(count) ? count : undefined;
}

/** Infinity stands for "too deep": it survives every addition, so that no level needs to check. */
function countIn(container: JsonContainer, limit: number): number {
  if (limit === 0) return Number.POSITIVE_INFINITY;
  let count = 0;
  if (Array.isArray(container)) {
    for (const item of container) if (typeof item === "object" && item !== null) count += countIn(item, limit - 1);
    return count;
  }
  // for-in is the fastest walk over plain objects, and JSON has no inherited members.
  for (const key in container) {
    const item = container[key]!;
    count += typeof item === "object" && item !== null ? 1 + countIn(item, limit - 1) : 1;
  }
  return count;
}
