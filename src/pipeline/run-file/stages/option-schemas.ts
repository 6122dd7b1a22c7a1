import { z } from "zod";
import type { JsonObject, JsonValue } from "../../../core/json/value.ts";
import type { FilterRequest } from "../../../filter/filter-request.ts";
import { LANGUAGES } from "../../../templates/template.ts";

const json = z.custom<JsonValue>((value) => value !== undefined);

/** A text, or a list of them. */
export const texts = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

/** A number of things, at least one. */
export const positive = z.int().min(1);

/** A seed of what is made at random. */
export const seed = z.int().min(0).max(0xffffffff).describe("Another seed, another result");

/** Languages of tasks or templates. */
export const languages = z.array(z.enum(LANGUAGES)).min(1).describe("Languages");

/** The options of a format, named as their flags are or as the library names them. */
export const formatOptions = z.record(z.string(), json).optional();

/** Filters, each by its name or as an object with its options. */
export const filters = z
  .array(z.union([z.string(), z.looseObject({ filter: z.string() })]))
  .min(1)
  .describe("Filters in order: a name, or `filter: NAME` and its options");

/** What {@link texts} holds, as a list. */
export function listOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}

/** What {@link formatOptions} holds, named as the library names it: `held-out` is `heldOut`. */
export function libraryNames(options: z.infer<typeof formatOptions>): JsonObject {
  const renamed = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(options ?? {}).map(([name, value]) => [renamed(name), value]));
}

/** What {@link filters} holds, as the stage of filters takes it. */
export function filterRequests(list: z.infer<typeof filters> | undefined): FilterRequest[] {
  return (list ?? []).map((item) => {
    if (typeof item === "string") return { filter: item, options: {} };
    const { filter, ...options } = item;
    return { filter, options: options as JsonObject };
  });
}
