import type { z } from "zod";
import { UsageError } from "../core/errors.ts";
import type { JsonObject, JsonValue } from "../core/json/value.ts";
import { nearestName } from "../core/nearest-name.ts";
import type { Filter, FilterContext, FilterVerdict } from "./filter.ts";
import type { FilterRequest } from "./filter-request.ts";
import { loadFilter } from "./registry.ts";

/** A filter that is ready to judge rows, made for one run. */
export interface PreparedFilter {
  readonly name: string;
  /** All options, defaults filled in. */
  readonly options: JsonObject;
  /** Does it take rows of any shape? All others take trajectories only. */
  readonly judgesRows: boolean;
  judge(row: JsonValue, context: FilterContext): readonly FilterVerdict[];
}

/** Checks and makes the filters that were asked for, in order. Throws one UsageError that names all that is wrong. */
export async function prepareFilters(requests: readonly FilterRequest[]): Promise<PreparedFilter[]> {
  if (requests.length === 0)
    throw new UsageError("no filter is given", "Name at least one: --filter NAME or --config FILE.");
  const problems: string[] = [];
  const fixes = new Set<string>();
  const prepared: PreparedFilter[] = [];
  for (const request of requests) {
    const at = request.from === undefined ? "" : `${request.from}: `;
    try {
      const filter = await loadFilter(request.filter);
      const checked = filter.options.safeParse(request.options);
      if (checked.success) prepared.push(prepare(filter, checked.data as never));
      else {
        problems.push(
          ...checked.error.issues.flatMap((issue) => describe(issue, request, filter)).map((text) => at + text),
        );
        fixes.add(`${filter.name} takes ${takes(filter)}.`);
      }
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problems.push(at + error.message);
      fixes.add(error.fix);
    }
  }
  if (problems.length > 0) throw new UsageError(problems.join("\n"), [...fixes].join(" "));
  return prepared;
}

function prepare(filter: Filter, options: never): PreparedFilter {
  const judgesRows = filter.judges === "rows";
  const judge = filter.create(options) as PreparedFilter["judge"];
  return { name: filter.name, options: { ...(options as JsonObject) }, judgesRows, judge };
}

function describe(issue: z.core.$ZodIssue, { filter, options }: FilterRequest, { options: schema }: Filter): string[] {
  if (issue.code === "unrecognized_keys") {
    const known = optionNames(schema);
    return issue.keys.map((key) => {
      const nearest = nearestName(key, known);
      return `${filter} has no option "${key}"${nearest === undefined ? "" : `; did you mean "${nearest}"?`}`;
    });
  }
  const key = issue.path.join(".");
  const given = JSON.stringify(options[String(issue.path[0])]);
  if (issue.code !== "invalid_value") return [`${filter}: option "${key}" is ${given}: ${issue.message}`];
  const nearest = nearestName(String(options[key]), issue.values.map(String));
  const hint = nearest === undefined ? "" : `; did you mean "${nearest}"?`;
  return [`${filter}: option "${key}" is ${given} where one of ${issue.values.join(", ")} is expected${hint}`];
}

function optionNames(schema: z.ZodType): string[] {
  return "shape" in schema ? Object.keys(schema.shape as object) : [];
}

function takes({ options }: Filter): string {
  const names = optionNames(options);
  return names.length === 0 ? "no options" : names.join(", ");
}
