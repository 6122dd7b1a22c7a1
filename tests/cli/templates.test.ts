import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { sampleTemplate, sampleWithSlots } from "../templates/sample-template.ts";
import { hostedMat } from "./hosted-mat.ts";

const SAMPLE = resolve("configs/quickstart/answer");
const folder = mkdtempSync(join(tmpdir(), "mat-templates-"));
const mat = hostedMat(folder);

beforeAll(async () => {
  const made = await mat("templates", "generate", "-n", "60", "--seed", "3", "-o", "library", "--json");
  expect(JSON.parse(made.stdout)).toMatchObject({ output: "library", seed: 3, templates: 60, cells: 60 });
  expect((await mat("import", "--input", SAMPLE, "-o", "sample")).code).toBe(0);
  writeFileSync(join(folder, "bad.json"), JSON.stringify([sampleWithSlots({ goal: "Nothing." }), { id: "odd" }]));
});

describe("help", () => {
  test("of the group lists its commands; each has an example", async () => {
    for (const words of [["templates"], ["templates", "--help"], ["templates", "-h"]]) {
      const { code, stdout } = await mat(...words);
      expect(code).toBe(0);
      for (const name of ["generate", "check", "list", "show", "render", "stats"])
        expect(stdout).toContain(`  ${name} `);
    }
    for (const name of ["generate", "check", "list", "show", "render", "stats"]) {
      const { code, stdout } = await mat("templates", name, "--help");
      expect(code).toBe(0);
      expect(stdout).toMatch(
        new RegExp(`Usage: mat templates ${name}.*Examples:\n {2}# .*\n {2}mat templates ${name}`, "s"),
      );
    }
    expect((await mat("--help")).stdout).toContain("  templates   ");
  });

  test.each([
    [
      ["templates", "chek", "library"],
      "mat templates: mat templates has no command chek",
      "Did you mean mat templates check?",
    ],
    [["templates", "chek", "--help"], "mat templates has no command chek", "mat templates --help"],
    [["template"], "there is no command template", "Did you mean mat templates?"],
    [["templates", "--json"], "needs the name of one of its commands", "mat templates --help"],
    [["templates", "check"], "mat templates check needs LIBRARY", "Usage: mat templates check LIBRARY"],
    [["templates", "generate", "-o", "x"], "mat templates generate needs -n N", "--help"],
    [["templates", "generate", "-n", "0", "-o", "x"], "-n must be at least 1", "-n 200"],
    [["templates", "generate", "-n", "3", "--lang", "fr", "-o", "x"], '--lang cannot be "fr"', "en, zh"],
    [
      ["templates", "show", "react-e"],
      'there is no template "react-e"; did you mean "react-en"?',
      "There are: react-en",
    ],
  ])("%j is refused by name", async (words, problem, fix) => {
    const { code, stderr } = await mat(...words);
    expect(code).toBe(2);
    expect(stderr).toContain(problem);
    expect(stderr).toContain(fix);
  });
});

describe("a library", () => {
  test("is a dataset of its own kind: verified, and refused where trajectories are wanted", async () => {
    expect(await mat("verify", "library")).toMatchObject({ code: 0 });
    for (const words of [["stats"], ["show"]]) {
      const { code, stderr } = await mat(...words, "library");
      expect({ code, stderr }).toMatchObject({ code: 4, stderr: expect.stringContaining("is a library of templates") });
    }
    expect((await mat("templates", "check", "sample")).stderr).toContain("is a dataset of trajectories, not a library");
  });

  test("is not replaced unasked, and the same flags make the same", async () => {
    const again = ["templates", "generate", "-n", "60", "--seed", "3", "-o"];
    expect((await mat(...again, "library")).code).toBe(5);
    expect((await mat(...again, "other")).code).toBe(0);
    const part = (name: string) => readFileSync(join(folder, name, "part-00000.jsonl"), "utf8");
    expect(part("other")).toBe(part("library"));
  });

  test("can be made for queries", async () => {
    writeFileSync(join(folder, "queries.txt"), "Which train leaves first?\n明天会下雨吗？\n");
    const words = ["templates", "generate", "-n", "5", "--queries", "queries.txt", "-o", "for-queries", "--lang", "zh"];
    expect(await mat(...words)).toMatchObject({ code: 0, stdout: "" });
    writeFileSync(join(folder, "queries.jsonl"), '{"query":"a"}\n{"q":"b"}\n');
    const { code, stderr } = await mat("templates", "generate", "-n", "5", "--queries", "queries.jsonl", "-o", "never");
    expect({ code, stderr }).toMatchObject({ code: 4, stderr: expect.stringContaining("queries.jsonl, line 2") });
    expect(existsSync(join(folder, "never"))).toBe(false);
  });
});

describe("check", () => {
  test("lists failures with reasons, and ends with exit code 3", async () => {
    const { code, stdout } = await mat("templates", "check", "bad.json");
    expect(code).toBe(3);
    expect(stdout).toContain("bad.json: 2 templates, 2 templates failed");
    expect(stdout).toMatch(/goal_not_shown: 1\n/);
    expect(stdout).toContain('bad.json, line 1, id "sample": goal_not_shown: ');
    expect(stdout).toContain('id "odd": schema: title is missing');
    const few = (await mat("templates", "check", "bad.json", "--limit", "1")).stdout;
    expect(few).toMatch(/and \d+ more failures/);
    const report = JSON.parse((await mat("templates", "check", "bad.json", "--json")).stdout) as Record<
      string,
      unknown
    >;
    expect(report).toMatchObject({ ok: false, templates: 2, failed: 2, reasons: { goal_not_shown: 1 } });
  });

  test("passes what is good", async () => {
    writeFileSync(join(folder, "good.json"), JSON.stringify(sampleTemplate()));
    expect(await mat("templates", "check", "good.json")).toMatchObject({ code: 0, stderr: "" });
    expect((await mat("templates", "check", "good.json", "--max-tokens", "10")).code).toBe(3);
  });

  test("a file that cannot be read is named", async () => {
    writeFileSync(join(folder, "broken.yaml"), "id: 'x\n");
    expect((await mat("templates", "check", "broken.yaml")).stderr).toMatch(/broken\.yaml, line \d+: /);
    expect(await mat("templates", "check", "gone.json")).toMatchObject({ code: 4 });
  });
});

describe("looking", () => {
  test("list, with and without a library, all or some", async () => {
    expect((await mat("templates", "list")).stdout).toMatch(/^react-en .*\n/);
    const chinese = (await mat("templates", "list", "library", "--language", "zh", "--json")).stdout;
    const { templates } = JSON.parse(chinese) as { templates: { language: string }[] };
    expect(templates.length).toBeGreaterThan(20);
    expect(templates.every(({ language }) => language === "zh")).toBe(true);
    const none = await mat("templates", "list", "--ability", "profile", "--protocol-kind", "json");
    expect(none).toMatchObject({ code: 0, stdout: "" });
  });

  test("show prints sources, protocol and demands", async () => {
    const { stdout } = await mat("templates", "show", "react-en");
    for (const part of ["slot output_format:", "protocol:", "demands    thought", '"thought": "Thought:"'])
      expect(stdout).toContain(part);
    expect(JSON.parse((await mat("templates", "show", "t-3-7", "library", "--json")).stdout)).toMatchObject({
      id: "t-3-7",
    });
    const { code, stderr } = await mat("templates", "show", "t-3-77", "library");
    expect({ code, stderr }).toMatchObject({ code: 4, stderr: expect.stringContaining('Did you mean "t-3-7') });
  });

  test("render shows the prompt for a sample, or for a step of a dataset", async () => {
    const made = (await mat("templates", "render", "react-zh")).stdout;
    expect(made).toContain("--- user ---");
    expect(made).toContain(
      "今天奥斯陆和卑尔根哪里更暖和？\n思考: 两个城市的气温都要查，先查奥斯陆。\n行动: get_weather",
    );
    const shown = await mat("templates", "render", "hermes-en", "--dataset", "sample", "--row", "G1-101", "--json");
    const prompt = JSON.parse(shown.stdout) as { messages: { role: string }[] };
    expect(prompt.messages.slice(0, 3).map(({ role }) => role)).toEqual(["system", "user", "assistant"]);
  });

  test.each([
    [["--row", "G1-101"], 2, "no dataset"],
    [["--dataset", "sample", "--row", "G9"], 4, "no such row"],
    [["--dataset", "sample", "--row", "G1-101", "--step", "1"], 2, "Its agent steps are"],
  ])("render %j is refused by name", async (words, code, text) => {
    const ran = await mat("templates", "render", "react-en", ...words);
    expect(ran.code).toBe(code);
    expect(ran.stderr).toContain(text);
  });

  test("stats count", async () => {
    const { stdout } = await mat("templates", "stats", "library", "--json");
    const stats = JSON.parse(stdout) as { distinct: Record<string, number> };
    expect(stats).toMatchObject({
      source: "library",
      templates: 60,
      cells: 60,
      near_duplicates: { templates: 0, rate: 0 },
    });
    expect(stats.distinct["1"]).toBeLessThan(stats.distinct["3"]!);
    expect((await mat("templates", "stats")).stdout).toMatch(/^built-in\ntemplates +3\d\n/);
  });
});
