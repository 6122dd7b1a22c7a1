import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NotADatasetError, RowNotFoundError } from "../../src/core/errors.ts";
import { filterDataset } from "../../src/filter/run-filter.ts";
import { showDataset } from "../../src/view/show-dataset.ts";
import { answer, trajectory, user, weatherTrajectory } from "../core/sample-trajectory.ts";
import { makeDataset } from "./view-dataset.ts";

let folder: string;
let made: string;
let filtered: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mat-show-"));
  made = join(folder, "made");
  filtered = join(folder, "filtered");
  const given = trajectory([user("q"), answer("", { finish: "give_up" })]);
  await makeDataset(made, [weatherTrajectory(), given, weatherTrajectory("Rome"), '{"odd":"\\u001b[2J\u009b"}']);
  await filterDataset({ input: made, output: filtered, filters: [{ filter: "final-answer", options: {} }] });
});
afterAll(() => rm(folder, { recursive: true }));

describe("showDataset", () => {
  it("shows the first rows, with where they stand and came from", async () => {
    const rows = await showDataset(made, { limit: 2 });
    expect(rows.map(({ id }) => id)).toEqual(["row-1", "row-2"]);
    expect(rows[0]!.rendering).toContain(
      `row row-1, ${join(made, "part-00000.jsonl")} line 1\nfrom source.jsonl line 1\nATIF-v1.7`,
    );
    expect(rows[0]!.text).toBe(JSON.stringify(weatherTrajectory()));
    expect(await showDataset(made)).toHaveLength(3);
    expect(await showDataset(made, { limit: 0 })).toEqual([]);
  });

  it("shows one row by its id, and what is no trajectory as JSON that is safe to print", async () => {
    expect((await showDataset(made, { id: "row-3" }))[0]!.rendering).toContain("Rome");
    expect((await showDataset(made, { id: "row-4" }))[0]!.rendering).toContain('{\n  "odd": "\\u001b[2J\\u009b"\n}\n');
  });

  it("finds a dropped row and says why it is gone", async () => {
    const [row] = await showDataset(filtered, { id: "row-2" });
    expect(row).toMatchObject({ dropped: { by: "filter:final-answer", reason: "gave_up" } });
    expect(row!.rendering).toContain("\ndropped by filter:final-answer: gave_up\nATIF-v1.7");
    expect(row).not.toHaveProperty("part");
  });

  it("names what is not there", async () => {
    await expect(showDataset(made, { id: "row-9" })).rejects.toThrow(RowNotFoundError);
    await expect(showDataset(folder)).rejects.toThrow(NotADatasetError);
  });
});
