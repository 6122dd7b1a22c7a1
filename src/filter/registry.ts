import { UsageError } from "../core/errors.ts";
import { nearestName } from "../core/nearest-name.ts";
import type { Filter } from "./filter.ts";

/** Every filter by name, loaded when it is needed: adding one is one line here. */
export const FILTERS: Readonly<Record<string, () => Promise<Filter>>> = {
  "valid-atif": async () => (await import("./valid-atif.ts")).validAtif,
  "answered-calls": async () => (await import("./answered-calls.ts")).answeredCalls,
  "known-tools": async () => (await import("./known-tools.ts")).knownTools,
  "valid-arguments": async () => (await import("./valid-arguments.ts")).validArguments,
  "final-answer": async () => (await import("./final-answer.ts")).finalAnswer,
  "exact-duplicates": async () => (await import("./exact-duplicates.ts")).exactDuplicates,
};

/** The filter of this name. Throws UsageError, with the nearest name, where there is none. */
export async function loadFilter(name: string): Promise<Filter> {
  const load = Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined;
  if (load !== undefined) return load();
  const nearest = nearestName(name, Object.keys(FILTERS));
  const hint = nearest === undefined ? "" : `; did you mean "${nearest}"?`;
  throw new UsageError(`there is no filter "${name}"${hint}`, `Filters: ${Object.keys(FILTERS).join(", ")}.`);
}
