import { isObject, type JsonValue } from "../../../../core/json/value.ts";
import type { Random } from "../../../../core/random.ts";

/** A value of the same type that is another one; a text is a word of the goal where there is another. */
export function otherValue(value: JsonValue, goal: string, random: Random): JsonValue {
  if (typeof value === "number") return value + 1 + random.below(9);
  if (typeof value === "boolean") return !value;
  if (Array.isArray(value)) return value.length === 0 ? [0] : value.slice(1);
  if (isObject(value) || value === null || typeof value !== "string") return {};
  const words = (goal.match(/[[\p{L}\p{N}]--\p{Script=Han}]{3,}|\p{Script=Han}{2}/gv) ?? []).filter(
    (word) => !value.includes(word),
  );
  return words.length === 0 ? `${value}${value.slice(-1) || "a"}` : random.pick(words);
}
