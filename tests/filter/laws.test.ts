import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringifyJson } from "../../src/core/json/stringify.ts";
import type { JsonValue } from "../../src/core/json/value.ts";
import { isTrajectory, trajectoryProblems } from "../../src/core/trajectory-problems.ts";
import { filterRow } from "../../src/filter/filter-row.ts";
import { createFilterTally } from "../../src/filter/filter-tally.ts";
import { type PreparedFilter, prepareFilters } from "../../src/filter/prepare-filters.ts";
import { FILTERS, loadFilter } from "../../src/filter/registry.ts";
import { acts, answer, call, json, trajectory, user, WEATHER_TOOL } from "../core/sample-trajectory.ts";
import { datasetRowIsShown } from "../view/row-is-shown.ts";

const SAMPLE = trajectory(
  [
    user("q"),
    acts("t", [call("get_weather", { city: "Oslo" }), call("unknown", {}, "{")], ["a", null]),
    acts("u", [call("get_weather", { city: 5, unit: "C" })], ["b"]),
    { ...answer("done", { finish: "give_up", thought: "t", verdicts: [] }), reasoning_content: "r" },
  ],
  {
    agent: {
      name: "a",
      version: "1",
      tool_definitions: [WEATHER_TOOL, { type: "function", function: { name: "other" } }] as never,
    },
    extra: { mat: { raw: [], reward: 1 }, vendor: [1] },
    final_metrics: { total_steps: 4 },
  },
);

type Path = readonly (string | number)[];

/** Every path in a value. */
function pathsOf(value: JsonValue, at: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [at];
  const entries: [string | number, JsonValue][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [at, ...entries.flatMap(([key, item]) => pathsOf(item, [...at, key]))];
}
const PATHS = pathsOf(json(SAMPLE)).filter((path) => path.length > 0);

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }).map((value) => value as JsonValue),
  fc.constantFrom<JsonValue>(
    "",
    null,
    [],
    {},
    "ATIF-v1.2",
    "user",
    0,
    1e300,
    { $ref: "#" },
    { type: "ODD", pattern: "(" },
  ),
);
/** The sample with one to three of its values replaced, removed or doubled. */
const mutant = fc
  .array(fc.tuple(fc.constantFrom(...PATHS), odd, fc.nat(2)), { minLength: 1, maxLength: 3 })
  .map((changes) => {
    const copy = structuredClone(json(SAMPLE));
    for (const [path, value, kind] of changes) change(copy, path, value, kind);
    return copy;
  });

function change(root: JsonValue, path: Path, given: JsonValue, kind: number): void {
  const value = structuredClone(given);
  let parent: unknown = root;
  for (const key of path.slice(0, -1)) parent = (parent as Record<string | number, unknown> | null | undefined)?.[key];
  if (typeof parent !== "object" || parent === null) return;
  const container = parent as Record<string | number, unknown>;
  const key = path.at(-1)!;
  if (kind === 0) container[key] = value;
  else if (kind === 1) delete container[key];
  else if (Array.isArray(parent)) parent.push(value);
  else container[`${key}_more`] = value;
  // What was removed from an array leaves a hole, which JSON does not have.
  if (Array.isArray(parent)) parent.splice(0, parent.length, ...parent.filter((item) => item !== undefined));
}

describe("every filter, on any row", () => {
  const actions = ["keep", "drop", "mask", "cut"];
  const requests = Object.keys(FILTERS).flatMap((filter) => [
    { filter, options: {} },
    ...(["answered-calls", "known-tools", "valid-arguments"].includes(filter)
      ? actions.map((action) => ({ filter, options: { action } }))
      : []),
  ]);

  it("gives verdicts that it has declared, on steps that are there, and changes nothing itself", async () => {
    const filters = await prepareFilters(requests);
    const reasons = new Map(
      await Promise.all(Object.keys(FILTERS).map(async (name) => [name, (await loadFilter(name)).reasons] as const)),
    );
    fc.assert(
      fc.property(mutant, (row) => {
        const before = stringifyJson(row);
        for (const filter of filters) {
          if (!filter.judgesRows && !isTrajectory(row)) continue;
          for (const verdict of filter.judge(row, { id: "x", row: 1 })) {
            expect(Object.keys(reasons.get(filter.name)!)).toContain(verdict.reason);
            if ("step" in verdict) expect((row as { steps: unknown[] }).steps[verdict.step]).toBeDefined();
          }
        }
        expect(stringifyJson(row)).toBe(before);
      }),
      { numRuns: 1000 },
    );
  });

  it("leaves a row as it was, edits it into a valid trajectory, or drops it by name", async () => {
    const each: PreparedFilter[][] = [];
    for (const request of requests) each.push(await prepareFilters([request]));
    each.push(
      await prepareFilters(requests.filter(({ options }) => !("action" in options) || options.action !== "drop")),
    );
    fc.assert(
      fc.property(mutant, fc.constantFrom(...each), (row, filters) => {
        const result = filterRow(row, filters, { id: "x", row: 1 }, createFilterTally(filters));
        if (result.kind === "dropped") expect(result.reason).toMatch(/^[a-z_]+$/);
        if (result.kind === "edited") {
          expect(trajectoryProblems(json(result.trajectory)).filter(({ path }) => !path.includes(".mat."))).toEqual([]);
          expect(result.masked + result.cut).toBeGreaterThan(0);
        }
        datasetRowIsShown(row);
      }),
      { numRuns: 1500 },
    );
  });
});
