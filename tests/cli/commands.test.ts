import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { hostedMat } from "./hosted-mat.ts";

const SAMPLE = resolve("configs/quickstart/answer");
const RUN = resolve("configs/runs/generate-and-filter.yaml");
const folder = mkdtempSync(join(tmpdir(), "mat-commands-"));
const mat = hostedMat(folder);

beforeAll(async () => {
  expect((await mat("import", "--input", SAMPLE, "-o", "sample")).code).toBe(0);
});

describe("standard output is data, standard error is for people", () => {
  test.each([
    ["import", "--input", SAMPLE, "-o", "imported"],
    ["filter", "sample", "--filter", "final-answer", "-o", "filtered"],
    ["export", "sample", "--format", "atif", "-o", "sample.jsonl"],
    ["convert", SAMPLE, "--to", "atif", "-o", "converted.jsonl"],
    ["run", RUN, "--set", "rollouts.episodes=4", "-o", "ran"],
  ])("mat %s says what it did to people only", async (...words) => {
    const { code, stdout, stderr } = await mat(...words);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(stderr).not.toBe("");
  });

  test.each([
    [["formats"]],
    [["stats", "sample"]],
    [["show", "sample"]],
    [["verify", "sample"]],
    [["trace", "sample", "G1-101"]],
    [["config", RUN]],
  ])("mat %j prints what was asked for, and nothing else", async (words) => {
    const { code, stdout, stderr } = await mat(...words);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/\n$/);
  });

  test.each([
    [["formats"]],
    [["stats", "sample"]],
    [["show", "sample"]],
    [["verify", "sample"]],
    [["trace", "sample", "G1-101"]],
    [["import", "--input", SAMPLE, "-o", "imported-json"]],
    [["filter", "sample", "--filter", "final-answer", "-o", "filtered-json"]],
    [["export", "sample", "--format", "atif", "-o", "sample-json.jsonl"]],
    [["convert", SAMPLE, "--to", "atif", "-o", "converted-json.jsonl"]],
    [["run", RUN, "--set", "rollouts.episodes=4", "-o", "ran-json"]],
  ])("mat %j --json prints one JSON object on one line", async (words) => {
    const { code, stdout, stderr } = await mat(...words, "--json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.trimEnd()).not.toContain("\n");
    expect(JSON.parse(stdout)).toBeTypeOf("object");
  });

  test("rows on standard output are all that is there; with --json that is refused", async () => {
    const { stdout } = await mat("export", "sample", "--format", "atif", "-o", "-");
    expect(
      stdout
        .trimEnd()
        .split("\n")
        .map((line) => (JSON.parse(line) as { agent: object }).agent).length,
    ).toBe(11);
    expect((await mat("export", "sample", "--format", "atif", "-o", "-", "--json")).code).toBe(2);
    expect((await mat("convert", SAMPLE, "--to", "atif", "-o", "-", "--json")).code).toBe(2);
  });

  test("mat show --json has the row's own text", async () => {
    const { stdout } = await mat("show", "sample", "G1-101", "--json");
    const [first] = readFileSync(join(folder, "sample/part-00000.jsonl"), "utf8").split("\n");
    expect(stdout).toContain(`"row":${first}}`);
  });
});

describe("exit codes", () => {
  test("3: some rows were refused, the rest is written", async () => {
    const good = '{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}';
    writeFileSync(join(folder, "mixed.jsonl"), `${good}\n{"messages":\n${good}\n`);
    const { code, stderr } = await mat(
      "import",
      "--from",
      "openai",
      "--input",
      "mixed.jsonl",
      "-o",
      "mixed",
      "--on-error",
      "skip",
    );
    expect(code).toBe(3);
    expect(stderr).toContain("Imported 2 trajectories");
    expect(stderr).toMatch(/Could not be read:\n.*mixed\.jsonl, line 2/);
  });

  test("4: input that cannot be read ends the command, and nothing is written", async () => {
    const { code, stderr } = await mat("import", "--from", "openai", "--input", "mixed.jsonl", "-o", "never");
    expect(code).toBe(4);
    expect(stderr).toMatch(/^mat import: mixed\.jsonl, line 2.*\n {2}Fix: /);
    expect(existsSync(join(folder, "never"))).toBe(false);
  });

  test("5: what stands there is replaced only with --force", async () => {
    expect((await mat("import", "--input", SAMPLE, "-o", "sample")).code).toBe(5);
    expect((await mat("import", "--input", SAMPLE, "-o", "sample", "--force")).code).toBe(0);
  });

  test("6: a dataset that was changed", async () => {
    expect((await mat("import", "--input", SAMPLE, "-o", "damaged")).code).toBe(0);
    const part = join(folder, "damaged/part-00000.jsonl");
    writeFileSync(part, readFileSync(part, "utf8").replace("Concarneau", "Concarnaeu"));
    const { code, stdout } = await mat("verify", "damaged");
    expect(code).toBe(6);
    expect(stdout).toContain("damaged/part-00000.jsonl");
  });

  test("7: --strict, and a field is lost", async () => {
    const { code, stderr } = await mat("export", "sample", "--format", "openai", "--strict", "-o", "strict.jsonl");
    expect(code).toBe(7);
    expect(stderr).toContain("openai cannot hold");
    expect(existsSync(join(folder, "strict.jsonl"))).toBe(false);
  });
});

test("layouts: indented, with escapes, and back again", async () => {
  await mat("convert", SAMPLE, "--to", "openai", "--layout", "indent-2", "--ascii", "-o", "wide.json");
  const wide = readFileSync(join(folder, "wide.json"), "utf8");
  expect(wide.startsWith('[\n  {\n    "')).toBe(true);
  expect(wide).toContain("B\\u00fcsum");
  await mat("convert", "wide.json", "--from", "openai", "--to", "openai", "--layout", "jsonl", "-o", "narrow.jsonl");
  await mat(
    "convert",
    "narrow.jsonl",
    "--from",
    "openai",
    "--to",
    "openai",
    "--layout",
    "indent-2",
    "--ascii",
    "-o",
    "again.json",
  );
  expect(JSON.parse(readFileSync(join(folder, "again.json"), "utf8"))).toEqual(JSON.parse(wide));
});
