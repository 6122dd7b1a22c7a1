import { existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { BusyError, OutputExistsError, RunPausedError, UsageError } from "../../../src/core/errors.ts";
import { importRows } from "../../../src/format/import.ts";
import { checkRunFile } from "../../../src/pipeline/run-file/check-run-file.ts";
import { foreseeStages } from "../../../src/pipeline/run-file/foresee-stages.ts";
import { type RunStagesOptions, runStages } from "../../../src/pipeline/run-file/run-stages.ts";
import { readManifest } from "../../../src/store/manifest.ts";
import { lockOutput } from "../../../src/store/output-lock.ts";
import { temporaryFolder } from "../../store/temporary-folder.ts";
import { filesUnder } from "./files-under.ts";

const folder = temporaryFolder();
let names = 0;

const ROW = '{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}\n';
const TEXT = `
name: small
stages:
  - do: import
    with: { inputs: $here/rows.jsonl, from: openai }
  - id: good
    do: filter
    with: { dataset: $import, filters: [final-answer, exact-duplicates] }
  - do: templates
    with: { count: 4 }
  - do: tasks
    with: { environments: search, count: 3, levels: [1], languages: [en] }
  - do: generate
    with: { tasks: $tasks/tasks.jsonl, templates: [react-en, autogpt-en], episodes: 4, model: oracle }
  - do: export
    with:
      dataset: $generate
      files:
        - { name: chat.jsonl, format: openai }
        - { name: prompts.json, format: kagentinstruct, options: { templates: $templates, per-trajectory: 1 } }
  - do: convert
    with: { inputs: $export/chat.jsonl, from: openai, to: atif, name: atif.jsonl }
`;
const STAGES = ["import", "good", "templates", "tasks", "generate", "export", "convert"];

/** A run file with what it reads, and where it writes. */
function workplace() {
  const home = join(folder, String(++names));
  mkdirSync(home);
  writeFileSync(join(home, "rows.jsonl"), ROW + ROW);
  const file = join(home, "small.yaml");
  writeFileSync(file, TEXT);
  const output = join(home, "out");
  const checked = (...set: string[]) => checkRunFile({ file, flags: { output }, set });
  return {
    home,
    file,
    output,
    checked,
    /** The stages that were done, and not kept. */
    async done(options: RunStagesOptions = {}, ...set: string[]): Promise<string[]> {
      const { stages } = await runStages(await checked(...set), options);
      return stages.filter(({ kept }) => !kept).map(({ id }) => id);
    },
  };
}

test("stages go from the first to the last; a second call keeps them all, with their reports", async () => {
  const { output, checked, done } = workplace();
  const first = await runStages(await checked());
  expect(first.stages.map(({ id, kept }) => [id, kept])).toEqual(STAGES.map((id) => [id, false]));
  expect(first.stages[1]!.report).toMatchObject({ rows: { read: 2, kept: 1 } });
  expect(first.stages[4]!.report).toMatchObject({ all: { episodes: 4, solved: 4 } });
  expect(existsSync(join(output, "convert/atif.jsonl"))).toBe(true);
  const again = await runStages(await checked());
  expect(again.stages.every(({ kept }) => kept)).toBe(true);
  expect(again.stages.map(({ report }) => report)).toEqual(first.stages.map(({ report }) => report));
  expect(await done({ fresh: true })).toEqual(STAGES);
});

test("what has changed is done again, and so is all that reads it and no more", async () => {
  const { home, output, checked, done } = workplace();
  await done();
  expect(await done({}, "good.filters=[final-answer]")).toEqual(["good"]);
  expect(await done({}, "good.filters=[final-answer]")).toEqual([]);
  expect(await done({}, "good.filters=[final-answer]", "templates.count=5")).toEqual([
    "templates",
    "export",
    "convert",
  ]);
  expect(await done()).toEqual(["good", "templates", "export", "convert"]);
  rmSync(join(output, "tasks"), { recursive: true });
  // The same tasks again, but not the same file.
  expect(await done()).toEqual(["tasks", "generate"]);
  rmSync(join(output, "good/part-00000.jsonl"));
  expect(await done()).toEqual(["good"]);
  utimesSync(join(output, "export/chat.jsonl"), 1, 1);
  expect(await done()).toEqual(["export", "convert"]);
  writeFileSync(join(home, "rows.jsonl"), ROW);
  const foreseen = await foreseeStages(await checked());
  expect(foreseen.map(({ action, because }) => `${action}: ${because}`)).toEqual([
    "do: $here/rows.jsonl has changed",
    "do: import is done before, and may make something else",
    "keep: nothing has changed since it was done",
    "keep: nothing has changed since it was done",
    "keep: nothing has changed since it was done",
    "keep: nothing has changed since it was done",
    "keep: nothing has changed since it was done",
  ]);
});

test("a run that was begun with other options is begun anew; one with the same goes on", async () => {
  const { output, checked, done } = workplace();
  const options = { only: "generate" };
  await done();
  const plan = () => JSON.parse(readFileSync(join(output, "generate/plan.json"), "utf8")) as { episodes: number };
  expect(await done({}, "generate.episodes=6")).toEqual(["generate", "export", "convert"]);
  expect(plan().episodes).toBe(6);
  const record = join(output, ".mat-run/generate.json");
  writeFileSync(record, JSON.stringify({ ...JSON.parse(readFileSync(record, "utf8")), output: null, report: null }));
  expect((await foreseeStages(await checked("generate.episodes=6"), options))[0]).toMatchObject({ action: "go on" });
  const { stages } = await runStages(await checked("generate.episodes=6"), options);
  expect(stages[0]!.report).toMatchObject({ all: { episodes: 6 }, resumed: { shards: 0 } });
});

describe("one stage alone", () => {
  test("needs what it reads", async () => {
    const { done } = workplace();
    await expect(done({ only: "good" })).rejects.toThrow(UsageError);
    await expect(done({ only: "good" })).rejects.toThrow('the stage "good" needs what "import" makes');
    expect(await done({ only: "import" })).toEqual(["import"]);
    expect(await done({ only: "good" })).toEqual(["good"]);
    await expect(done({ only: "goood" })).rejects.toThrow('did you mean "good"?');
  });
});

test("what is not a stage's own is never touched", async () => {
  const { output, done } = workplace();
  mkdirSync(join(output, "export"), { recursive: true });
  writeFileSync(join(output, "export", "mine.txt"), "mine");
  writeFileSync(join(output, "mine.txt"), "mine");
  await expect(done()).rejects.toThrow(OutputExistsError);
  expect(readFileSync(join(output, "export", "mine.txt"), "utf8")).toBe("mine");
  rmSync(join(output, "export"), { recursive: true });
  expect(await done()).toEqual(["export", "convert"]);
  expect(readFileSync(join(output, "mine.txt"), "utf8")).toBe("mine");
});

test("Ctrl-C in any stage says where it stopped; the next call ends with the same bytes", async () => {
  const { output, done } = workplace();
  await done();
  const expected = filesUnder(output);
  rmSync(output, { recursive: true });
  for (const stage of STAGES) {
    const controller = new AbortController();
    const onBegin = ({ id }: { id: string }) => {
      if (id === stage) controller.abort(new Error("stop"));
    };
    const stopped = done({ signal: controller.signal, onBegin });
    await expect(stopped.then(() => controller.signal.throwIfAborted())).rejects.toThrow(/stop/);
    await stopped.catch((error: unknown) => expect(error).toBeInstanceOf(RunPausedError));
  }
  await done();
  expect(filesUnder(output)).toEqual(expected);
});

test("a second process on the same output is refused", async () => {
  const { output, done } = workplace();
  mkdirSync(output);
  const lock = lockOutput(resolve(output));
  await expect(done()).rejects.toThrow(BusyError);
  lock.release();
  expect(await done()).toEqual(STAGES);
});

test("a dataset of datasets takes over their licences, and that one of them is for evaluation", async () => {
  const { home, output } = workplace();
  const importFrom = (name: string, change: object) =>
    importRows({ inputs: [join(home, "rows.jsonl")], from: "openai", output: join(home, name), ...change });
  await importFrom("a", { licences: ["MIT"] });
  await importFrom("b", { licences: ["CC0-1.0"], evalOnly: true });
  const file = join(home, "join.yaml");
  writeFileSync(
    file,
    "name: join\nstages: [{ do: import, with: { inputs: [$here/a, $here/b], from: atif, licences: MIT } }]",
  );
  const ends: string[] = [];
  await runStages(await checkRunFile({ file, flags: { output } }), { onEnd: ({ id }) => ends.push(id) });
  const { counts, licences, eval_only } = readManifest(join(output, "import"));
  expect({ ends, rows: counts.rows, licences, eval_only }).toEqual({
    ends: ["import"],
    rows: 4,
    licences: ["MIT", "CC0-1.0"],
    eval_only: true,
  });
});

test("a stage that fails is named; what is before it is kept once it is mended", async () => {
  const { home, output, done } = workplace();
  const failed: unknown[] = [];
  writeFileSync(join(home, "rows.jsonl"), `${ROW}{"messages":\n`);
  await expect(done({ onFail: (stage) => failed.push(stage) })).rejects.toThrow();
  expect(failed).toEqual([{ id: "import", done: 0, of: STAGES.length }]);
  expect(existsSync(join(output, "import"))).toBe(false);
  writeFileSync(join(home, "rows.jsonl"), ROW);
  expect(await done()).toEqual(STAGES);
});
