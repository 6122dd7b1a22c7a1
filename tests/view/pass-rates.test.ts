import { join } from "node:path";
import { expect, test } from "vitest";
import { generateRun } from "../../src/pipeline/generate-run.ts";
import { generateLibrary } from "../../src/templates/meta-agent/generate-library.ts";
import { formatPassRates } from "../../src/view/format-pass-rates.ts";
import { passRates } from "../../src/view/pass-rates.ts";
import { temporaryFolder } from "../store/temporary-folder.ts";

const folder = temporaryFolder();

test("episodes are counted by environment and by family of templates, over several runs", async () => {
  const library = join(folder, "library");
  await generateLibrary({ count: 20, seed: 1, output: library });
  const play = (templates: readonly string[], model: string, output: string) =>
    generateRun(
      { tasks: ["builtin:search"], levels: [1], templates, model, episodes: 8, output: join(folder, output) },
      { concurrency: 4 },
    );
  const rates = await passRates([
    await play(["react", "autogpt-en"], "no-tool", "named"),
    await play([library], "oracle", "under-library"),
  ]);
  const solved = (name: string) => rates.find((rate) => rate.name === name);
  expect(solved("search, library")).toMatchObject({ by: "environment", episodes: 8, solved: 8 });
  expect(solved("search, named templates")).toMatchObject({ by: "environment", episodes: 8, solved: 0 });
  const named = ["react", "autogpt"].map((name) => solved(name)!.episodes);
  expect(named.reduce((sum, count) => sum + count)).toBe(8);
  const kinds = rates.filter(({ name }) => name.startsWith("library, "));
  expect(kinds.reduce((sum, { episodes }) => sum + episodes, 0)).toBe(8);
  expect(rates.some(({ by }) => by.includes("ask for"))).toBe(true);
});

test("a table has a heading for what is looked at together, and a line for each part", () => {
  const rates = [
    { by: "environment" as const, name: "search", episodes: 8, solved: 6 },
    { by: "template" as const, name: "react", episodes: 4, solved: 4 },
    { by: "template" as const, name: "none", episodes: 0, solved: 0 },
  ];
  expect(
    formatPassRates(rates)
      .split("\n")
      .map((line) => line.trim().replaceAll(/ {2,}/g, " | ")),
  ).toEqual([
    "by environment | solved | episodes",
    "search | 75.0% | 8",
    "by template | solved | episodes",
    "react | 100.0% | 4",
    "none | 0.0% | 0",
  ]);
});
