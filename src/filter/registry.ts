import { addEntry, lookUp } from "../core/registry.ts";
import type { Filter } from "./filter.ts";

// Adding a filter is one line here: it is loaded when it is needed.
const filters: Record<string, () => Promise<Filter>> = {
  "valid-atif": async () => (await import("./valid-atif.ts")).validAtif,
  "answered-calls": async () => (await import("./answered-calls.ts")).answeredCalls,
  "known-tools": async () => (await import("./known-tools.ts")).knownTools,
  "valid-arguments": async () => (await import("./valid-arguments.ts")).validArguments,
  "final-answer": async () => (await import("./final-answer.ts")).finalAnswer,
  solved: async () => (await import("./solved.ts")).solved,
  "exact-duplicates": async () => (await import("./exact-duplicates.ts")).exactDuplicates,
};

/** Every filter by name, those of plugins last. */
export const FILTERS: Readonly<typeof filters> = filters;

/** The filter of this name. Throws UsageError, with the nearest name, where there is none. */
export async function loadFilter(name: string): Promise<Filter> {
  return lookUp("filter", FILTERS, name)();
}

/** Adds a filter of a plugin. Throws UsageError for a name that is taken. */
export function registerFilter(filter: Filter): void {
  addEntry("filter", filters, filter.name, async () => filter);
}
