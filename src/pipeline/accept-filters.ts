import { parseStoredJson } from "../core/json/parse.ts";
import { stringifyJson } from "../core/json/stringify.ts";
import type { JsonObject, JsonValue } from "../core/json/value.ts";
import type { FilterRequest } from "../filter/filter-request.ts";
import { filterRow } from "../filter/filter-row.ts";
import { createFilterTally } from "../filter/filter-tally.ts";
import { prepareFilters } from "../filter/prepare-filters.ts";
import type { Accept } from "../generate/accept.ts";

/** Filters as a plan keeps them: all options, defaults filled in. Throws UsageError for all that is wrong with them. */
export async function filtersInPlan(requests: readonly FilterRequest[]): Promise<JsonObject[]> {
  return (await prepareFilters(requests)).map(({ name, options }) => ({ filter: name, ...options }));
}

/** Filters that judge from the first episode on: some remember what they have seen. */
export async function acceptBy(filters: readonly JsonObject[]): Promise<Accept> {
  const requests = filters.map(({ filter, ...options }) => ({ filter: String(filter), options }));
  const prepared = await prepareFilters(requests);
  const tally = createFilterTally(prepared);
  return (text, context) => {
    const filtered = filterRow(parseStoredJson(text), prepared, context, tally);
    if (filtered.kind === "dropped") return filtered;
    if (filtered.kind === "unchanged") return { kind: "kept", text };
    return { kind: "kept", text: stringifyJson(filtered.trajectory as unknown as JsonValue) };
  };
}
