import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/core/errors.ts";
import { checkRunFile, type RunFileRequest } from "../../../src/pipeline/run-file/check-run-file.ts";
import { temporaryFolder } from "../../store/temporary-folder.ts";

const folder = temporaryFolder();
let names = 0;

function written(text: string): string {
  const file = join(folder, `${++names}.yaml`);
  writeFileSync(file, text);
  return file;
}

const check = (text: string, request: Partial<RunFileRequest> = {}) =>
  checkRunFile({ file: written(text), ...request });

/** What is wrong, each with the line as `line: problem`. */
async function problemsOf(text: string, request: Partial<RunFileRequest> = {}): Promise<string[]> {
  const error = await check(text, request).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UsageError);
  return (error as Error).message.split("\n").map((line) => line.replace(/^\S+\.yaml, line (\d+)/, "$1"));
}

/** A file of these stages, the first of which begins in line 3. */
const file = (...stages: string[]) => `name: test\nstages:\n${stages.map((stage) => `  - ${stage}\n`).join("")}`;
const IMPORT = "do: import\n    with: { inputs: $here }";

describe("what is wrong with one stage is named, with its line", () => {
  test.each([
    ["do: imprt", '3: stage "imprt": there is no kind of stage "imprt"; did you mean "import"?'],
    [
      "id: a\n    do: templates\n    with: { count: 1, cuont: 3 }",
      '5: stage "a": cuont is not known; did you mean "count"?',
    ],
    [
      "id: a\n    do: templates\n    with: { count: many }",
      '5: stage "a": count is a string where a number is expected',
    ],
    ["id: a\n    do: templates", '3: stage "a": count is missing (a number is expected)'],
    ["do: templates\n    with: { count: 0 }", '4: stage "templates": count is smaller or shorter than 1'],
    ["do: templates\n    with: { count: 3, source: gramar }", "gramar"],
    ["do: import\n    with:\n      inputs: nowhere.json", '5: stage "import": there is no file or folder nowhere.json'],
    ["do: import\n    with: { inputs: ['-'] }", "a stage cannot read standard input"],
    ["do: import\n    with: { inputs: $here, from: toolbnech }", 'did you mean "toolbench"?'],
    ["do: import\n    with: { inputs: $here, from: toolbench, options: { held-uot: x } }", 'did you mean "heldOut"?'],
    ["do: generate\n    with: { tasks: builtin:serach, templates: react, episodes: 3 }", 'did you mean "search"?'],
    [
      "do: generate\n    with: { tasks: builtin:search, templates: raect, episodes: 3 }",
      /a library nor a template "raect".*Did you mean "react"/,
    ],
    [
      "do: generate\n    with: { tasks: builtin:search, templates: react, episodes: 3, model: raeder }",
      /raeder".*id you mean "?reader/,
    ],
    ["do: generate\n    with: { tasks: builtin:search, templates: react, episodes: 3, accept: 3 }", "need each other"],
    [
      "do: generate\n    with: { tasks: $here, templates: react, episodes: 3, levels: [2] }",
      "--level is for tasks that mat makes",
    ],
    ["do: tasks\n    with: { environments: [search, serach], count: 3 }", 'did you mean "search"?'],
    ["id: here\n    do: templates\n    with: { count: 3 }", "stands for the folder of the run file"],
    ["id: My Stage\n    do: templates\n    with: { count: 3 }", "lower-case letters"],
    ["do: templates\n    with: { count: 3 }\n    wiht: {}", '5: stages[0].wiht is not known; did you mean "with"?'],
  ])("%j", async (stage, problem) => {
    const problems = await problemsOf(file(stage));
    expect(problems).toHaveLength(1);
    if (typeof problem === "string") expect(problems[0]).toContain(problem);
    else expect(problems[0]).toMatch(problem);
  });
});

describe("references", () => {
  const filter = (dataset: string, id = "b") =>
    `id: ${id}\n    do: filter\n    with: { dataset: ${dataset}, filters: [final-answer] }`;

  test.each([
    ["to no stage", [IMPORT, filter("$imprt")], '7: stage "b": $imprt is no stage of this file; did you mean $import?'],
    ["to a later stage", [filter("$import"), IMPORT], '5: stage "b": $import comes later'],
    ["to itself", [filter("$b")], '5: stage "b": $b is this very stage'],
    [
      "to what is something else",
      ["do: templates\n    with: { count: 3 }", filter("$templates")],
      '7: stage "b": $templates makes templates, where trajectories are needed',
    ],
  ])("%s", async (_, stages, problem) => {
    const problems = await problemsOf(file(...stages));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  test("in a circle", async () => {
    const problems = await problemsOf(file(filter("$c"), filter("$b", "c")));
    expect(problems).toEqual([expect.stringContaining("comes later and itself needs this one: neither can begin")]);
  });

  test("of one name cannot mean two stages", async () => {
    expect(await problemsOf(file(IMPORT, IMPORT))).toEqual([
      expect.stringContaining("another stage is called the same"),
    ]);
  });
});

test("all that is wrong is said at once, in the order of the file, and nothing is written", async () => {
  const text = file(
    "do: imprt",
    "do: templates\n    with: { cuont: 3 }",
    "do: filter\n    with: { dataset: $x, filters: [sloved, { filter: known-tools, actoin: mask }] }",
  );
  const problems = await problemsOf(`sed: 3\n${text}`, { set: ["tmplates.count=3"], environment: {} });
  expect(problems.map((problem) => problem.split(":")[0])).toEqual([
    "--set tmplates.count=3",
    "1",
    "4",
    "6",
    "6",
    "8",
    "8",
    "8",
  ]);
  expect(problems.join("\n")).toMatch(/count is missing.*\n.*cuont/);
});

test("what is right of a stage is looked into, though something else of it is wrong", async () => {
  const problems = await problemsOf(
    file(
      "do: generate\n    with: { tasks: builtin:serach, templates: raect, episodes: -1, date: 2024-02-30, errors: { lop: 1 } }",
      "do: export\n    with: { dataset: nowhere, files: [{ name: ../x, format: openai }, { name: y, format: opnai }] }",
    ),
  );
  const said = problems.join("\n");
  for (const one of [
    '"search"?',
    '"react"?',
    "episodes is",
    "date is",
    "YYYY-MM-DD",
    '"loop"?',
    "files[0].name",
    '"openai"?',
  ])
    expect(said).toContain(one);
  expect(said).toContain("there is no file or folder nowhere");
});

test.each([
  ["name: [", "line 1"],
  ["- a", "is an array where an object is expected"],
  ["name: test\nstages: []", "has fewer than 1 items"],
  ["name: test\nname: again\nstages: []", "line 2"],
  ["", "is null"],
  ["name: test\nstages: [&a [*a]]", ""],
])("%j is no run file", async (text, problem) => {
  await expect(check(text)).rejects.toThrow(problem);
});

describe("overrides and settings", () => {
  const text = `seed: 4\n${file("do: templates\n    with: { count: 3, languages: [en] }", "id: own\n    do: templates\n    with: { count: 3, seed: 9 }")}`;
  const given = async (request: Partial<RunFileRequest>) =>
    (await check(text, request)).stages.map((stage) => stage.given);

  test("--set goes before the file, and its value is of the option's type", async () => {
    const [first] = await given({ set: ["templates.count=5", "templates.languages=[zh]"] });
    expect(first).toMatchObject({ count: 5, languages: ["zh"] });
    expect(await problemsOf(text, { set: ["templates.count=five"] })).toEqual([
      "--set templates.count=five: count is a string where a number is expected",
    ]);
    expect(await problemsOf(text, { set: ["templates.cuont=5"] })).toEqual([
      '--set templates.cuont=5: cuont is not known; did you mean "count"?',
    ]);
    expect(await problemsOf(text, { set: ["count=5"] })).toEqual([
      '--set cannot be "count=5": it is written STAGE.KEY=VALUE, such as templates.count=20',
    ]);
  });

  test("a stage's own seed goes before the file's, a variable before both, a flag before all", async () => {
    const seeds = async (request: Partial<RunFileRequest>) => (await given(request)).map(({ seed }) => seed);
    expect(await seeds({})).toEqual([4, 9]);
    expect(await seeds({ environment: { MAT_SEED: "5" } })).toEqual([5, 5]);
    expect(await seeds({ environment: { MAT_SEED: "5" }, flags: { seed: 6 } })).toEqual([6, 6]);
  });

  test("the output is the file's name unless somebody says another", async () => {
    expect((await check(text)).output).toBe("test");
    expect((await check(`output: there\n${text}`)).output).toBe("there");
    expect((await check(text, { environment: { MAT_OUTPUT: "elsewhere" } })).output).toBe("elsewhere");
  });
});

test("paths of the file's own folder are seen from there", async () => {
  mkdirSync(join(folder, "data"), { recursive: true });
  const { stages } = await check(file("do: import\n    with: { inputs: $here/data, from: openai }"));
  expect(stages[0]!.given).toEqual({ inputs: "$here/data", from: "openai" });
});
