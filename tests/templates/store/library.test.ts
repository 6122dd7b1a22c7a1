import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { NotADatasetError, RowRefusedError, WrongFormatError } from "../../../src/core/errors.ts";
import { filterDataset } from "../../../src/filter/run-filter.ts";
import { exportDataset } from "../../../src/format/export.ts";
import { openDataset } from "../../../src/store/dataset.ts";
import { createDataset } from "../../../src/store/dataset-writer.ts";
import { traceRow } from "../../../src/store/trace.ts";
import { verifyDataset } from "../../../src/store/verify/verify.ts";
import { createLibrary } from "../../../src/templates/store/create-library.ts";
import { readTemplates } from "../../../src/templates/store/read-library.ts";
import { templateProblems } from "../../../src/templates/store/template-problems.ts";
import type { PromptTemplate } from "../../../src/templates/template.ts";
import { datasetStatistics } from "../../../src/view/dataset-statistics.ts";
import { showDataset } from "../../../src/view/show-dataset.ts";
import { writeSample } from "../../store/sample-dataset.ts";
import { temporaryFolder } from "../../store/temporary-folder.ts";
import { sampleTemplate } from "../sample-template.ts";

const folder = temporaryFolder();
const command = { name: "templates generate", options: {} };
const rowChecks = { "mat-template-1": async () => templateProblems };

async function writeLibrary(name: string, templates: readonly PromptTemplate[]): Promise<string> {
  const path = join(folder, name);
  const library = await createLibrary(path, { command, force: true });
  for (const template of templates) await library.add(template);
  await library.finish();
  return path;
}

function writeText(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const read = (path: string) => Array.fromAsync(readTemplates(path));
const two = [sampleTemplate({ id: "one" }), sampleTemplate({ id: "two", title: "第二" })];

describe("a library on disk", () => {
  test("holds what was added, says so in its manifest, and verifies", async () => {
    const path = await writeLibrary("both", two);
    expect(await read(path)).toEqual(two);
    expect((await openDataset(path, "templates")).manifest).toMatchObject({
      schema: "mat-template-1",
      counts: { rows: 2 },
    });
    expect(await verifyDataset(path, { rowChecks })).toMatchObject({ ok: true, rows: 2, notes: [] });
    expect((await traceRow(path, "two")).source).toEqual({ file: "user", row: 2 });
  });

  test("takes each id once, and templates only", async () => {
    const library = await createLibrary(join(folder, "refusing"), { command });
    await library.add(two[0]!);
    expect(() => library.add(two[0]!)).toThrow(RowRefusedError);
    expect(() => library.add({ ...two[1]!, tone: 3 } as never)).toThrow(WrongFormatError);
    await library.abandon();
  });

  test("verifying sees a row that is no template, and says so when nobody can check the rows", async () => {
    const path = join(folder, "odd");
    const dataset = await createDataset(path, { command, schema: "mat-template-1" });
    await dataset.append({ id: "x", text: JSON.stringify({ id: "x", tone: 3 }), origin: { file: "f", row: 1 } });
    await dataset.finish();
    const report = await verifyDataset(path, { rowChecks });
    expect(report.ok).toBe(false);
    expect(report.problems.map(({ problem }) => problem)).toContain(
      "is not of mat-template-1: tone is a number where a string is expected",
    );
    expect(await verifyDataset(path)).toMatchObject({ ok: true, notes: [{ count: 1 }] });
  });

  test("is no dataset of trajectories for what works on those, nor the other way round", async () => {
    const path = await writeLibrary("library", two);
    const name = "is a library of templates, not a dataset of trajectories";
    const output = join(folder, "never");
    const filters = [{ filter: "final-answer", options: {} }];
    await expect(filterDataset({ input: path, output, filters } as never)).rejects.toThrow(name);
    await expect(exportDataset({ dataset: path, format: "atif", output })).rejects.toThrow(name);
    await expect(datasetStatistics(path)).rejects.toThrow(name);
    await expect(showDataset(path)).rejects.toThrow(NotADatasetError);
    const trajectories = join(folder, "trajectories");
    await writeSample(trajectories);
    await expect(read(trajectories)).rejects.toThrow("is a dataset of trajectories, not a library of templates");
  });
});

describe("one file", () => {
  const yaml = `id: one\ntitle: A\nlanguage: en\nability: profile\ntone: plain\nlayout:\n  kind: prompt\n  body: "{{ goal }}"\n`;

  test("JSON, JSONL or YAML; one template or several", async () => {
    expect(await read(writeText("one.json", JSON.stringify(two[0], null, 2)))).toEqual([two[0]]);
    expect(await read(writeText("two.json", JSON.stringify(two, null, 2)))).toEqual(two);
    expect(await read(writeText("two.jsonl", two.map((one) => `${JSON.stringify(one)}\n`).join("")))).toEqual(two);
    // JSON is YAML.
    expect(await read(writeText("one.yaml", JSON.stringify(two[0], null, 2)))).toEqual([two[0]]);
    expect(await read(writeText("two.yml", JSON.stringify(two, null, 2)))).toEqual(two);
  });

  test.each([
    ["a field that is missing, at its template", "missing.yaml", yaml, 1, /protocol is /],
    ["a field that is wrong, at its line", "wrong.yaml", yaml.replace("prompt", "poem"), 7, /layout\.kind .*poem/],
    ["broken YAML", "broken.yaml", "id: 'one\n", 2, /quote/],
    ["aliases that multiply", "alias.yaml", "id: *nothing\n", undefined, /alias/],
    ["broken JSON", "broken.json", '{\n"id": one}', 2, /./],
    ["a list of texts", "texts.json", '["a"]', 1, /is a string where an object is expected/],
    ["nothing", "nothing.yaml", "", undefined, /is/],
  ])("names %s", async (_, name, text, line, problem) => {
    const path = writeText(name, text);
    const error = await read(path).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ fix: expect.stringMatching(/./), message: expect.stringMatching(problem) });
    expect((error as WrongFormatError).place).toMatchObject({ file: path, ...(line === undefined ? {} : { line }) });
  });

  test("a file that is not there is named", async () => {
    for (const name of ["gone.json", "gone.yaml"])
      await expect(read(join(folder, name))).rejects.toThrow("there is no such file or folder");
  });

  test("what a library's file holds is as readable as the library", async () => {
    const path = await writeLibrary("as-file", two);
    writeText("copied.jsonl", readFileSync(join(path, "part-00000.jsonl"), "utf8"));
    expect(await read(join(folder, "copied.jsonl"))).toEqual(two);
  });
});
