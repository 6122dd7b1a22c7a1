import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ENVIRONMENTS_PAGE, sampleTable } from "../scripts/environments-page.ts";
import { POLICIES, type PolicyName } from "../src/agent/teachers/measure-tasks.ts";
import { ENVIRONMENTS } from "../src/tasks/registry.ts";
import { TASK_KINDS } from "../src/tasks/task.ts";

const PAGE = readFileSync(ENVIRONMENTS_PAGE, "utf8");
const [BIG = "", SMALL = ""] = PAGE.split("## A sample\n");
const LEVELS = [1, 2, 3, 4, 5].map((level) => `level ${level}`);
const KINDS = TASK_KINDS.filter((kind) => kind !== "solvable");

/** The rows of all tables in a text, without their heads. */
function rowsOf(text: string): string[][] {
  const lines = text.split("\n").filter((line) => line.startsWith("| ") && !/^\| (?:-|environment)/.test(line));
  return lines.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const ROWS = rowsOf(BIG).map(([environment, of, tasks, ...cells]) => ({
  environment: environment!,
  of: of!,
  tasks: Number(tasks),
  pass: Object.fromEntries(POLICIES.map((name, at) => [name, Number.parseFloat(cells[at]!)])) as Record<
    PolicyName,
    number
  >,
}));

test.each(Object.keys(ENVIRONMENTS))("%s has its rows in the table (npm run environments)", (name) => {
  const own = ROWS.filter(({ environment }) => environment === name);
  expect(own.map(({ of }) => of).sort()).toEqual([...LEVELS, ...KINDS].sort());
  expect(own.reduce((sum, { tasks }) => sum + tasks, 0)).toBe(1000);
});

test("no environment that is gone stands in the table", () => {
  expect(ROWS.filter(({ environment }) => !Object.hasOwn(ENVIRONMENTS, environment))).toEqual([]);
});

test.each(ROWS)("$environment, $of: the table has numbers as they should be", ({ of, pass }) => {
  expect(pass.oracle).toBe(100);
  if (!of.startsWith("level")) return;
  expect(pass["no-tool"]).toBeLessThan(5);
  expect(pass.random).toBeLessThan(2);
  if (of === "level 5") expect(pass.reader).toBeLessThan(80);
});

test("the sample is what the code gives (npm run environments)", async () => {
  expect(SMALL.slice(SMALL.indexOf("|"))).toBe(await sampleTable());
});
