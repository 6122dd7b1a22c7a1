import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { type Ran, runNode } from "../cli/run-node.ts";

// A folder outside the tree: nothing of the project can be imported from there.
const folder = mkdtempSync(join(tmpdir(), "mat-plugin-"));
const EXAMPLE = join(folder, "example.mjs");
writeFileSync(EXAMPLE, readFileSync("configs/plugins/example.js"));
const ANSWERS = resolve("configs/quickstart/answer");

const mat = (...words: string[]): Promise<Ran> => runNode([resolve("bin/mat.js"), ...words], { cwd: folder });

function plugin(name: string, source: string): string {
  const file = join(folder, name);
  writeFileSync(file, source);
  return file;
}

describe("a plugin outside the tree", () => {
  test("brings a format, with its flags", async () => {
    const words = ["convert", ANSWERS, "--to", "question-answer", "--plugin", "./example.mjs"];
    const plain = await mat(...words, "-o", "pairs.jsonl");
    expect(plain.code, plain.stderr).toBe(0);
    const upper = await mat(...words, "-o", "upper.jsonl", "--upper");
    expect(upper.code, upper.stderr).toBe(0);
    const rows = (name: string) =>
      readFileSync(join(folder, name), "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as { question: string });
    expect(rows("pairs.jsonl").length).toBeGreaterThan(3);
    expect(rows("upper.jsonl").map((row) => row.question)).toEqual(
      rows("pairs.jsonl").map((row) => row.question.toUpperCase()),
    );
    expect(plain.stderr).toContain("steps[].tool_calls");
  });

  test("its formats stand in the list and its flags in the help, and only with the plugin", async () => {
    const json = await mat("formats", "--json", `--plugin=${EXAMPLE}`);
    expect(json.stdout).toContain('"question-answer"');
    expect((await mat("export", "--help", "--plugin", EXAMPLE)).stdout).toContain("--upper");
    expect((await mat("formats", "--json")).stdout).not.toContain("question-answer");
    expect((await mat("export", "--help")).stdout).not.toContain("--upper");
  });

  test("brings a filter", async () => {
    const imported = await mat("import", "--from", "toolbench", "--input", ANSWERS, "-o", "dataset");
    expect(imported.code, imported.stderr).toBe(0);
    const filter = ["filter", "dataset", "--filter", "long-answers:least=100000", "-o", "none"];
    const without = await mat(...filter);
    expect([without.code, without.stderr]).toEqual([2, expect.stringContaining('there is no filter "long-answers"')]);
    const { code, stdout } = await mat(...filter, "--plugin", EXAMPLE, "--json");
    expect(code).toBe(0);
    expect(stdout).toContain("short_answer");
  });
});

describe("a module that is no plugin is refused by name, and nothing runs", () => {
  test.each([
    ["missing.mjs", undefined, /plugin .*missing\.mjs cannot be loaded: Cannot find module/],
    ["no-default.mjs", "export const x = 1;", /no-default\.mjs is no plugin: .*expected object/],
    ["throws.mjs", 'throw new Error("not today");', /throws\.mjs cannot be loaded: not today/],
    ["factory-throws.mjs", 'export default () => { throw new Error("never") };', /cannot be loaded: never/],
    ["odd.mjs", 'export default { name: "odd", formats: [{ name: "x" }], extra: 1 };', /formats\.0\.title.*extra/],
    [
      "taken.mjs",
      'export default ({ z }) => ({ name: "t", filters: [{ name: "known-tools", title: "", options: z.object({}), reasons: {}, judges: "rows", create: () => () => [] }] });',
      /there already is a filter "known-tools"/,
    ],
    ["protocol.mjs", 'export default { name: "p", protocols: [{ kind: "labelled", name: "x" }] };', /protocols\.0/],
    ["world.mjs", 'export default { name: "p", environments: [{ name: "x" }] };', /environments\.0\.title/],
  ])("%s", async (name, source, message) => {
    const file = source === undefined ? join(folder, name) : plugin(name, source);
    const { code, stderr } = await mat("formats", "--plugin", file);
    expect(code, stderr).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).toContain("Fix:");
    expect(stderr).not.toContain("    at ");
  });

  test("a package that is not installed", async () => {
    const { code, stderr } = await mat("formats", "--plugin", "mat-plugin-nowhere");
    expect([code, stderr]).toEqual([2, expect.stringContaining("no package of this name is installed here")]);
  });
});

test("no row and no manifest loads code", async () => {
  const file = plugin(
    "evil.mjs",
    `import { writeFileSync } from "node:fs"; writeFileSync(${JSON.stringify(join(folder, "ran"))}, "");`,
  );
  const row = {
    plugin: file,
    messages: [
      { role: "user", content: "Hi" },
      { role: "assistant", content: "Hello" },
    ],
  };
  writeFileSync(join(folder, "rows.jsonl"), `${JSON.stringify(row)}\n`);
  expect((await mat("import", "--from", "openai", "--input", "rows.jsonl", "-o", "sly")).code).toBe(0);
  const manifest = join(folder, "sly/manifest.json");
  const parsed = JSON.parse(readFileSync(manifest, "utf8")) as { config: unknown; command: { options: object } };
  writeFileSync(
    manifest,
    JSON.stringify({ ...parsed, config: { plugin: file }, command: { name: "import", options: { plugin: file } } }),
  );
  for (const words of [
    ["show", "sly"],
    ["stats", "sly"],
    ["verify", "sly"],
    ["export", "sly", "--format", "openai", "-o", "out.jsonl"],
  ])
    await mat(...words);
  expect(() => readFileSync(join(folder, "ran"))).toThrow();
});
