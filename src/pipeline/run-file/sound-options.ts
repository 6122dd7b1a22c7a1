import { z } from "zod";
import { isObject, type JsonObject } from "../../core/json/value.ts";
import type { KeyProblem } from "./key-problems.ts";

/** What a check ends with that asks for an option that is wrong. */
export const WRONG_OPTION = new Error("this option of a stage is wrong, and nothing else can be told by it");

/**
 * The options of a stage that are right, where others are wrong, so that all that is wrong can be said at once: items of lists
 * are left out; to ask for any other option that is wrong throws {@link WRONG_OPTION}.
 */
export function soundOptions(schema: z.ZodType, options: JsonObject, wrong: readonly KeyProblem[]): never {
  const rest = withoutWrongItems(options, wrong);
  const shape: Readonly<Record<string, z.ZodType>> = schema instanceof z.ZodObject ? schema.shape : {};
  const parsed = Object.entries(shape).map(([key, one]) => [key, one.safeParse(rest[key])] as const);
  const sound = new Map(parsed.flatMap(([key, { success, data }]) => (success ? [[key, data]] : [])));
  const get = (_: object, key: string | symbol): unknown => {
    if (typeof key === "symbol" || sound.has(key)) return sound.get(String(key));
    throw WRONG_OPTION;
  };
  return new Proxy({}, { get }) as never;
}

function withoutWrongItems(options: JsonObject, wrong: readonly KeyProblem[]): JsonObject {
  const items = new Set(wrong.map(({ path: [key, at] }) => `${key}.${at}`));
  return Object.fromEntries(
    Object.entries(options).map(([key, value]) => [
      key,
      Array.isArray(value) && value.some(isObject) ? value.filter((_, at) => !items.has(`${key}.${at}`)) : value,
    ]),
  );
}
