import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { graphWorld } from "../../../../src/tasks/environments/graph/environment.ts";
import { graphToolBox, graphTools } from "../../../../src/tasks/environments/graph/graph-tools.ts";
import { knowledgeGraph } from "../../../../src/tasks/environments/graph/knowledge-graph.ts";
import { readTriples } from "../../../../src/tasks/environments/graph/read-triples.ts";
import { hashFile } from "../../../../src/tasks/environments/tables/load-source.ts";
import type { Task } from "../../../../src/tasks/task.ts";
import { playSolution } from "../play-solution.ts";

const folder = mkdtempSync(join(tmpdir(), "mat-graph-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const FACTS = "Ann\tlives in\tOslo\nBo\tlives in\tOslo\nBo\tplays\tchess\nCy\tplays\tchess\n";
const facts = file("facts.tsv", FACTS);

test("facts are read from both kinds of files, and a row that is none is named", async () => {
  const rows = FACTS.trim()
    .split("\n")
    .map((line) => line.split("\t"));
  const json = rows.map(([head, relation, tail]) => JSON.stringify({ head, relation, tail })).join("\n");
  expect(await readTriples(file("facts.jsonl", `${json}\n`))).toEqual(await readTriples(facts));
  await expect(readTriples(file("bad.tsv", "a\tb\tc\na\tb\n"))).rejects.toMatchObject({ place: { line: 2 } });
  await expect(readTriples(file("bad.jsonl", '{"head":1,"relation":"r","tail":"t"}\n'))).rejects.toThrow("no fact");
  const chinese = Buffer.from([0xc4, 0xe3]).toString("latin1");
  writeFileSync(join(folder, "gbk.tsv"), Buffer.from(`a\tr\tb\n${chinese}\tr\tb\n`, "latin1"));
  const notUtf8 = expect.objectContaining({
    message: "this line is not UTF-8",
    place: { file: join(folder, "gbk.tsv"), line: 2 },
  });
  await expect(readTriples(join(folder, "gbk.tsv"))).rejects.toEqual(notUtf8);
  for (const taken of ["a\t^r\tb", "#1\tr\tb", "a\tr\t#1234"])
    await expect(readTriples(file("taken.tsv", taken))).rejects.toThrow("means something else where a graph is asked");
  await expect(readTriples(file("none.tsv", "\n"))).rejects.toThrow("no facts");
});

test("the tools follow relations both ways, meet sets and count", async () => {
  const box = graphToolBox(knowledgeGraph(await readTriples(facts)), "en");
  const say = async (name: string, args: Record<string, string>) => (await box.call(name, args)).content;
  expect(await say("get_relations", { of: "Oslo" })).toBe("[^lives in]");
  expect(await say("get_neighbors", { of: "Oslo", relation: "^lives in" })).toBe("#0 = {Ann, Bo}");
  expect(await say("get_neighbors", { of: "chess", relation: "^plays" })).toBe("#1 = {Bo, Cy}");
  expect(await say("intersection", { first: "#0", second: "#1" })).toBe("#2 = {Bo}");
  expect(await say("count", { of: "#0" })).toBe("2");
  for (const [name, args] of [
    ["get_neighbors", { of: "Oslo", relation: "plays" }],
    ["get_relations", { of: "Nobody" }],
    ["count", { of: "#9" }],
    ["intersection", { first: "#0", second: "#__proto__" }],
  ] as const)
    expect((await box.call(name, args)).failed).toBe(true);
});

describe("a task over a graph", async () => {
  const plan = {
    paths: [
      { from: "Oslo", relations: ["^lives in"] },
      { from: "chess", relations: ["^plays"] },
    ],
    count: false,
  };
  const expected = { kind: "text", forms: ["Bo"], rivals: ["Ann", "Bo", "Cy"] };
  const query = "Who lives in Oslo and plays chess?";
  const world = { version: 1, file: { path: "facts.tsv", sha256: await hashFile(facts) }, plan, expected };
  const task = { id: "g", environment: "graph", language: "en", query, tools: graphTools("en"), world } as Task;

  test("is solved by its own solution, and not by another name", async () => {
    const open = await graphWorld.open(task, folder);
    expect((await playSolution(open)).judgement.reward).toBe(1);
    const other = await graphWorld.open(task, folder);
    const wrong = [...other.solution.slice(0, -1), { thought: "", calls: [], answer: "It is Ann." }];
    expect((await playSolution({ ...other, solution: wrong })).judgement.checks).toMatchObject({ right_answer: false });
  });

  test("counts where that is asked", async () => {
    const counted = { ...world, plan: { ...plan, count: true }, expected: { kind: "number", value: 1 } };
    const open = await graphWorld.open({ ...task, world: counted } as Task, folder);
    expect((await playSolution(open)).judgement.reward).toBe(1);
  });

  test("is not opened once its facts have changed", async () => {
    const path = "other.tsv";
    file(path, "a\tb\tc\n");
    const changed = { ...world, file: { path, sha256: world.file.sha256 } };
    await expect(graphWorld.open({ ...task, world: changed } as Task, folder)).rejects.toThrow("not what it was");
  });
});
