import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filterDataset } from "../../src/filter/run-filter.ts";
import { datasetStatistics } from "../../src/view/dataset-statistics.ts";
import { formatStatistics } from "../../src/view/format-statistics.ts";
import { acts, answer, call, trajectory, user, weatherTrajectory } from "../core/sample-trajectory.ts";
import { makeDataset } from "./view-dataset.ts";

let folder: string;
let filtered: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mat-statistics-"));
  const made = join(folder, "made");
  filtered = join(folder, "filtered");
  await makeDataset(made, [
    weatherTrajectory(),
    trajectory([user("q"), acts("", [call("evil\u001b[2J", {})], ["😀😀"]), answer("x", { finish: "give_up" })]),
    trajectory([user("q"), acts("", [call("get_weather", { city: "x" })], ["ok"])]),
    trajectory([user("q"), answer("a", { train: false })]),
    trajectory([user("q"), answer(" ")]),
    "[1]",
  ]);
  const filters = [
    { filter: "known-tools", options: { action: "mask" } },
    { filter: "valid-atif", options: {} },
  ];
  await filterDataset({ input: made, output: filtered, filters });
});
afterAll(() => rm(folder, { recursive: true }));

describe("datasetStatistics", () => {
  it("counts rows, steps, calls, tools, ends, lengths and reasons", async () => {
    const statistics = await datasetStatistics(filtered);
    expect(statistics).toMatchObject({
      rows: 5,
      not_trajectories: 0,
      rows_without_training: 1,
      steps: { all: 12, agent: 7, trained: 5 },
      calls: { all: 3, of_unknown_tools: 1 },
      tools: {
        defined: 1,
        called: 2,
        most_called: [
          { name: "get_weather", calls: 2 },
          { name: "evil\u001b[2J", calls: 1 },
        ],
        more: false,
      },
      finishes: { answer: 3, give_up: 1, none: 1 },
      verdicts: { "filter:known-tools": { unknown_tool: 1 } },
      dropped: { "filter:shape": { not_a_trajectory: 1 } },
      sidecars: { tree: 5 },
    });
    expect(statistics.lengths.steps).toEqual({ count: 5, min: 2, mean: 2.4, p50: 2, p90: 3, max: 3 });
    expect(statistics.lengths.observation).toMatchObject({ count: 3, min: 2, p50: 2 });
  });

  it("counts rows of a foreign dataset that are no trajectories", async () => {
    const path = join(folder, "foreign");
    await makeDataset(path, ["{}", weatherTrajectory()]);
    expect(await datasetStatistics(path)).toMatchObject({ rows: 2, not_trajectories: 1, steps: { all: 3 } });
  });

  it("is zero for an empty dataset", async () => {
    const path = join(folder, "empty");
    await makeDataset(path, []);
    const statistics = await datasetStatistics(path);
    expect(statistics.lengths.row).toEqual({ count: 0, min: 0, mean: 0, p50: 0, p90: 0, max: 0 });
    expect(formatStatistics(statistics)).toContain("rows");
  });
});

describe("formatStatistics", () => {
  it("is a page that is safe to print", async () => {
    const text = formatStatistics({ ...(await datasetStatistics(filtered)), dataset: "D" });
    expect(text).toBe(`D
rows               5
without any loss   1
steps             12  7 of the agent, 5 with loss
tool calls         3  1 of unknown tools
tools              1  defined, 2 called
ends               3  answers, 1 give up, 1 neither

lengths              min  mean  p50  p90  max
steps of a row         2   2.4    2    3    3
characters of a row    2  33.6   14  124  124
  of it with loss      0  16.2    1   56   56
  of an observation    2    15    2   41   41

most called tools
  get_weather    2
  evil\\u001b[2J  1

verdicts on kept rows
  filter:known-tools unknown_tool  1

dropped rows
  filter:shape not_a_trajectory  1

beside the rows
  tree  5
`);
  });
});
