import { appendFileSync, copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { RunChangedError, UsageError } from "../../src/core/errors.ts";
import { estimateRequest, generateRun, workOnRun, writePlan } from "../../src/pipeline/generate-run.ts";
import type { RunRequest } from "../../src/pipeline/run-request.ts";
import { openDataset } from "../../src/store/dataset.ts";
import { namedEnvironment } from "../../src/tasks/registry.ts";
import { namedTemplate } from "../../src/templates/library/registry.ts";
import { all } from "../store/sample-dataset.ts";
import { temporaryFolder } from "../store/temporary-folder.ts";

const folder = temporaryFolder();
let names = 0;
const next = (name: string) => join(folder, `${++names}-${name}`);

function request(change: Partial<RunRequest> = {}): RunRequest {
  return {
    tasks: ["builtin:search"],
    templates: ["react"],
    model: "oracle",
    episodes: 6,
    output: next("run"),
    ...change,
  };
}

const search = namedEnvironment("search");
const task = (number: number) => search.task({ seed: 5, languages: ["en"], levels: [1], split: "train" }, number);

function jsonl(name: string, rows: readonly unknown[]): string {
  const file = next(name);
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  return file;
}

async function templatesIn(run: string): Promise<string[]> {
  const rows = await all((await openDataset(run)).rows());
  const ids = rows.map(({ text }) => /"template_id":"([^"]*)"/.exec(text)![1]!);
  return [...new Set(ids)].sort();
}

describe("tasks of a file", () => {
  test("are played in turn, again where there are not enough, and as often as asked", async () => {
    const tasks = jsonl("tasks.jsonl", [task(0), task(1)]);
    const asked = request({ tasks: [tasks], templates: ["react-en", "autogpt-en"], perTask: 2 });
    const { all: tally } = await generateRun(asked, { concurrency: 2 });
    expect(tally).toMatchObject({ episodes: 6, solved: 6 });
    const rows = await all((await openDataset(asked.output)).rows());
    expect(new Set(rows.map(({ id }) => id)).size).toBe(6);
    expect(rows.filter(({ id }) => id.startsWith(task(0).id))).toHaveLength(4);
  });

  test("of several files come one after the other, wherever the files lie", async () => {
    const files = [jsonl("a.jsonl", [task(0), task(1)]), jsonl("b.jsonl", [task(2)])];
    const asked = request({ tasks: files, templates: ["react-en"], episodes: 4 });
    await writePlan(asked);
    const copy = next("copy.jsonl");
    copyFileSync(files[1]!, copy);
    await generateRun({ ...asked, tasks: [files[0]!, copy] }, { concurrency: 2 });
    const rows = await all((await openDataset(asked.output)).rows());
    expect(rows.map(({ id }) => id.split("/")[0])).toEqual([0, 1, 2, 0].map((number) => task(number).id));
    const changed = generateRun({ ...asked, tasks: files.toReversed() }, { concurrency: 1 });
    await expect(changed).rejects.toThrow(RunChangedError);
  });

  test("are not mixed with those of environments, which never end, nor chosen by flags for these", async () => {
    const file = jsonl("tasks.jsonl", [task(0)]);
    for (const tasks of [
      ["builtin:search", file],
      [file, "builtin:time"],
    ])
      await expect(writePlan(request({ tasks }))).rejects.toThrow(/names both builtin:\w+ and the file/);
    const chosen = request({ tasks: [file], templates: ["react-en"], levels: [2] });
    await expect(writePlan(chosen)).rejects.toThrow("--level is for tasks that mat makes");
  });

  test.each([
    ["for evaluation", [{ ...task(0), eval_only: true }], "this task is for evaluation"],
    ["that have one id", [task(0), task(0)], "two tasks have this id"],
    ["without a world", [{ query: "How warm is it?" }], "no world to act in"],
    ["of an environment that is not there", [{ ...task(0), environment: "sea" }], 'no environment "sea"'],
    ["of which there are none", [], "the file is empty"],
  ])("%s are refused", async (_, rows, problem) => {
    const asked = request({ tasks: [jsonl("bad.jsonl", rows)], templates: ["react-en"] });
    await expect(generateRun(asked, { concurrency: 1 })).rejects.toThrow(problem);
    expect(existsSync(asked.output)).toBe(false);
  });

  test("that have changed since the run was planned are refused", async () => {
    const tasks = jsonl("tasks.jsonl", [task(0), task(1)]);
    const asked = request({ tasks: [tasks], templates: ["react-en"] });
    await writePlan(asked);
    appendFileSync(tasks, `${JSON.stringify(task(2))}\n`);
    const work = workOnRun({ run: asked.output, shard: 0, concurrency: 1 });
    await expect(work).rejects.toThrow(RunChangedError);
    await expect(generateRun(asked, { concurrency: 1 })).rejects.toThrow("tasks.tasks was 2 and is now 3");
  });
});

describe("templates of a library", () => {
  const library = () =>
    jsonl("library.jsonl", ["react-en", "reflection-en", "hermes-en", "tool-use-zh"].map(namedTemplate));

  test("are those under which an agent acts", async () => {
    const asked = request({ templates: [library()], episodes: 12 });
    expect(await generateRun(asked, { concurrency: 4 })).toMatchObject({ templates_left_out: 1 });
    expect(await templatesIn(asked.output)).toEqual(["hermes-en", "react-en", "tool-use-zh"]);
  });

  test("that have changed since the run was planned are refused; where the library lies does not matter", async () => {
    const templates = library();
    const asked = request({ templates: [templates] });
    await writePlan(asked);
    const copy = next("copy.jsonl");
    copyFileSync(templates, copy);
    await writePlan({ ...asked, templates: [copy] });
    writeFileSync(templates, readFileSync(templates, "utf8").replace('"tone":"', '"tone":"more '));
    await expect(workOnRun({ run: asked.output, shard: 0, concurrency: 1 })).rejects.toThrow("react-en");
  });

  test("that it got since the run was planned change nothing for who plays a shard", async () => {
    const templates = library();
    const [asked, other] = [request({ templates: [templates] }), request({ templates: [templates] })];
    await writePlan(asked);
    await generateRun(other, { concurrency: 2 });
    const lines = [...readFileSync(templates, "utf8").trimEnd().split("\n"), JSON.stringify(namedTemplate("xml-en"))];
    writeFileSync(templates, lines.toReversed().join("\n"));
    await workOnRun({ run: asked.output, shard: 0, concurrency: 2 });
    const part = (run: string) => readFileSync(join(run, "part-00000.jsonl"), "utf8");
    expect(part(asked.output)).toBe(part(other.output));
  });

  test("under which no prompt can be written are refused before anything is played", async () => {
    const react = namedTemplate("react-en");
    const unsafe = { ...react, id: "bad-en", slots: { ...react.slots, goal: "{{ goal.constructor }}" } };
    const refused = writePlan(request({ templates: [jsonl("library.jsonl", [react, unsafe])] }));
    await expect(refused).rejects.toThrow("no prompt can be written under this template: slot goal, line 1");
    await expect(refused).rejects.toMatchObject({ place: { id: "bad-en" } });
  });

  test("of which none acts are refused", async () => {
    const templates = [jsonl("library.jsonl", [namedTemplate("reflection-en")])];
    await expect(writePlan(request({ templates }))).rejects.toThrow("no template under which an agent acts");
  });
});

test("templates and environments that are named twice count once; those for one step are refused by name", async () => {
  const asked = request({ tasks: ["builtin:search", "search"], templates: ["react", "react-en"], episodes: 4 });
  await generateRun(asked, { concurrency: 2 });
  const rows = await all((await openDataset(asked.output)).rows());
  expect(new Set(rows.map(({ id }) => id)).size).toBe(4);
  expect(await templatesIn(asked.output)).toEqual(["react-en", "react-zh"]);
  const oneStep = writePlan(request({ templates: ["react-en", "profile-en"] }));
  await expect(oneStep).rejects.toThrow("no agent acts under the template profile-en");
});

test("an agent without a final answer concludes under another template", async () => {
  const asked = request({ templates: ["kagentsys"], episodes: 4 });
  const { all: tally } = await generateRun(asked, { concurrency: 2 });
  expect(tally).toMatchObject({ episodes: 4, solved: 4 });
});

test("errors on purpose are named in the telemetry, and only the reader makes them", async () => {
  const asked = request({ model: "reader", errors: { broken_format: 1 }, episodes: 8 });
  await generateRun(asked, { concurrency: 2 });
  expect(readFileSync(join(asked.output, "telemetry.jsonl"), "utf8")).toContain('"what":"broken_format"');
  await expect(writePlan(request({ errors: { loop: 0.1 } }))).rejects.toThrow("makes no errors on request");
  const unknown = writePlan(request({ model: "reader", errors: { lop: 0.1 } }));
  await expect(unknown).rejects.toThrow(UsageError);
});

test("an estimate counts what the oracle needs", async () => {
  const asked = request({ episodes: 30, perTask: 3, shardSize: 8 });
  const estimate = await estimateRequest(asked);
  expect(estimate).toMatchObject({ episodes: 30, tasks: 10, templates: 2, shards: 4, sample: 20 });
  const { all: tally } = await generateRun(asked, { concurrency: 4 });
  expect(estimate.calls / tally.turns).toBeGreaterThan(0.6);
  expect(estimate.calls / tally.turns).toBeLessThan(1.6);
});
