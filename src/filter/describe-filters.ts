import { z } from "zod";
import { isObject, type JsonValue } from "../core/json/value.ts";
import type { Filter } from "./filter.ts";
import { FILTERS } from "./registry.ts";

/** One option of a filter, as documentation shows it. */
export interface FilterOptionDescription {
  readonly name: string;
  readonly description: string;
  /** The values that it takes: names, or the kind of value. */
  readonly values: readonly string[];
  /** Absent: it may be left out. */
  readonly default?: JsonValue;
}

/** One filter, as documentation shows it. */
export interface FilterDescriptionEntry {
  readonly name: string;
  readonly title: string;
  readonly options: readonly FilterOptionDescription[];
  readonly reasons: Readonly<Record<string, string>>;
}

/** Every filter with its options and reasons, in the registry's order: what `docs/reference/filters.md` is made of. */
export async function describeFilters(): Promise<FilterDescriptionEntry[]> {
  const filters = await Promise.all(Object.values(FILTERS).map((load) => load()));
  return filters.map((filter) => ({
    name: filter.name,
    title: filter.title,
    options: describeOptions(filter),
    reasons: filter.reasons,
  }));
}

function describeOptions(filter: Filter): FilterOptionDescription[] {
  const schema = z.toJSONSchema(filter.options, { io: "input" }) as JsonValue;
  const properties = isObject(schema) && isObject(schema["properties"]) ? schema["properties"] : {};
  return Object.entries(properties).map(([name, option]) => {
    const { description, enum: values, type, default: standard } = isObject(option) ? option : {};
    return {
      name,
      description: String(description ?? ""),
      values: Array.isArray(values) ? values.map(String) : [String(type ?? "any")],
      ...(standard !== undefined && { default: standard }),
    };
  });
}
