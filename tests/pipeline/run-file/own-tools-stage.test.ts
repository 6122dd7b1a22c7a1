import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkRunFile } from "../../../src/pipeline/run-file/check-run-file.ts";
import { runStages } from "../../../src/pipeline/run-file/run-stages.ts";
import { temporaryFolder } from "../../store/temporary-folder.ts";
import { bytesOf, countingTools } from "../counting-tools.ts";

const folder = temporaryFolder();
const { tools, jsonl, callsOf } = countingTools(folder);
const QUERIES = jsonl([{ query: "How is the weather of the city Faro?" }, { query: "Where is the city Porto?" }]);

/** A run file whose first stage records, and whose second is as it is told. */
function runFile(again: string) {
  const file = join(folder, "tools.yaml");
  const stage = `tasks: ${QUERIES}, templates: react-en, episodes: 4, model: random, tools: ${tools}`;
  const stages = [`{ ${stage}, cassette: record }`, `{ ${stage}, ${again} }`];
  const texts = stages.map((given, at) => `  - { id: ${["recorded", "again"][at]}, do: generate, with: ${given} }\n`);
  writeFileSync(file, `name: tools\nstages:\n${texts.join("")}`);
  return checkRunFile({ file, flags: { output: join(folder, "out") } });
}

test("a stage plays with tools of one's own, and another one with what they gave", async () => {
  const checked = await runFile("cassette: replay, cassette-file: $recorded/cassette");
  expect(await callsOf(async () => runStages(checked, { only: "recorded" }))).toBeGreaterThan(0);
  expect(await callsOf(async () => runStages(checked))).toBe(0);
  expect(bytesOf(join(folder, "out/again"))).toBe(bytesOf(join(folder, "out/recorded")));
});

test.each([
  ["cassette: replay", "does not say which one"],
  ["cassette-file: tape", "without --cassette"],
])("%s is refused before anything runs", async (again, problem) => {
  await expect(runFile(again)).rejects.toThrow(problem);
});
