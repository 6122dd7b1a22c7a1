import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { hostedMat } from "./hosted-mat.ts";

const folder = mkdtempSync(join(tmpdir(), "mat-tasks-"));
const mat = hostedMat(folder);

beforeAll(async () => {
  const made = await mat("tasks", "generate", "search", "-n", "25", "--seed", "3", "-o", "tasks.jsonl", "--json");
  expect(JSON.parse(made.stdout)).toMatchObject({ output: "tasks.jsonl", tasks: 25, kinds: { "no-tool": 1 } });
  writeFileSync(join(folder, "own.jsonl"), '{"query":"Who wrote it?"}\n{"text":"no query"}\n');
});

describe("mat tasks generate", () => {
  test("writes the same tasks for the same flags, to a file or to the screen", async () => {
    const { stdout } = await mat("tasks", "generate", "search", "-n", "25", "--seed", "3");
    expect(stdout).toBe(readFileSync(join(folder, "tasks.jsonl"), "utf8"));
    const other = await mat("tasks", "generate", "search", "-n", "25", "--seed", "4");
    expect(other.stdout).not.toBe(stdout);
  });

  test("makes what is asked for", async () => {
    const { stdout } = await mat(
      "tasks",
      "generate",
      "search",
      "-n",
      "8",
      "--level",
      "2,4",
      "--lang",
      "zh",
      "--split",
      "test",
    );
    const tasks = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(new Set(tasks.map(({ level }) => level))).toEqual(new Set([2, 4]));
    expect(new Set(tasks.map(({ language, split }) => `${language} ${split}`))).toEqual(new Set(["zh test"]));
  });

  test.each([
    [["serch", "-n", "1"], 'did you mean "search"?'],
    [["search", "-n", "0"], "-n must be at least 1"],
    [["search", "-n", "1", "--level", "6"], "--level"],
    [["search", "-n", "1", "-o", "tasks.jsonl"], "tasks.jsonl"],
  ])("%j is refused, and nothing is written", async (words, said) => {
    const done = await mat("tasks", "generate", ...words);
    expect(done.stderr).toContain(said);
    expect(done.stdout).toBe("");
    expect(done.code).not.toBe(0);
  });
});

describe("mat tasks list and show", () => {
  test("list environments, and the tasks of a file", async () => {
    expect((await mat("tasks", "list")).stdout).toMatch(/^search {6}/m);
    const { stdout } = await mat("tasks", "list", "tasks.jsonl");
    expect(stdout.trim().split("\n")).toHaveLength(25);
    const json = JSON.parse((await mat("tasks", "list", "tasks.jsonl", "--json")).stdout);
    expect(json.tasks).toHaveLength(25);
  });

  test("a row that is no task is refused, and its line is named", async () => {
    const { code, stderr, stdout } = await mat("tasks", "list", "own.jsonl");
    expect(code).not.toBe(0);
    expect(stderr).toContain("own.jsonl, line 2");
    expect(stdout).toContain("own-1");
  });

  test("show a task with its solution, from a file as from the environment", async () => {
    const first = JSON.parse(readFileSync(join(folder, "tasks.jsonl"), "utf8").split("\n")[0]!);
    const shown = await mat("tasks", "show", "tasks.jsonl", first.id);
    expect(shown.stdout).toContain(first.query.split("\n")[0]);
    expect(shown.stdout).toMatch(/\nsolution\n/);
    expect((await mat("tasks", "show", "search", "0", "--seed", "3")).stdout).toBe(shown.stdout);
    const own = await mat("tasks", "show", "own.jsonl");
    expect(own.stdout).toContain("Who wrote it?");
    expect((await mat("tasks", "show", "tasks.jsonl", "no-such")).stderr).toContain("no-such");
  });
});

test("mat tasks stats prints a table with special kinds apart", async () => {
  const { code, stdout } = await mat("tasks", "stats", "search", "-n", "25", "--level", "1");
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^\| environment \| tasks of +\| n +\| random +\| greedy +\| no-tool +\| reader +\| oracle +\|\n/,
  );
  expect(stdout).toMatch(/^\| search +\| level 1 .*100\.0% \(\d+\.\d\) *\|$/m);
  for (const kind of ["no-tool", "tool-missing", "parameter-missing", "infeasible"])
    expect(stdout).toMatch(new RegExp(`^\\| search +\\| ${kind} .*100\\.0% \\(`, "m"));
});
