import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { tablesWorld } from "../../../../src/tasks/environments/tables/environment.ts";
import { HeldUpError } from "../../../../src/tasks/environments/tables/held-up-error.ts";
import { hashFile } from "../../../../src/tasks/environments/tables/load-source.ts";
import { withDatabase } from "../../../../src/tasks/environments/tables/shared-databases.ts";
import type { TableSource } from "../../../../src/tasks/environments/tables/table-source.ts";
import { tableTools } from "../../../../src/tasks/environments/tables/table-tools.ts";
import type { Task } from "../../../../src/tasks/task.ts";
import { playSolution } from "../play-solution.ts";

const folder = mkdtempSync(join(tmpdir(), "mat-tables-"));
afterAll(() => rmSync(folder, { recursive: true }));
cpSync("tests/fixtures/self-instruct/tables", folder, { recursive: true });

async function sourceOf(...names: string[]): Promise<TableSource> {
  const files = names.map(async (name) => ({
    table: name.split(".")[0]!,
    path: name,
    sha256: await hashFile(join(folder, name)),
  }));
  return { kind: "files", files: await Promise.all(files) };
}

async function task(world: object): Promise<Task> {
  const source = await sourceOf("boats.csv", "harbours.csv", "trips.jsonl");
  const sql = "SELECT coast FROM harbours WHERE harbour = 'Toris Quay'";
  const expected = { kind: "text", forms: ["east"], rivals: ["east", "north", "south"] };
  const query = "On which coast does Toris Quay lie?";
  const made = { version: 1, source, tables: ["harbours"], sql, expected, ...world };
  return { id: "t", environment: "tables", language: "en", query, tools: tableTools("en"), world: made } as Task;
}

describe("a database of tables", async () => {
  const source = await sourceOf("boats.csv", "harbours.csv", "trips.jsonl");
  const select = (sql: string) => withDatabase({ source, folder }, (open) => open.select(sql));

  test("holds what the files say, each column with its type", async () => {
    const tables = await withDatabase({ source, folder }, async (open) => open.tables);
    expect(tables.map(({ name, rows }) => `${name} ${rows}`)).toEqual(["boats 48", "harbours 9", "trips 160"]);
    expect(tables[2]!.columns.map(({ name, type }) => `${name} ${type}`)).toContain("day DATE");
  });

  test.each([
    ["SELECT content FROM read_text('/etc/passwd')", "disabled by configuration"],
    ["SELECT * FROM 'boats.csv'", "disabled by configuration"],
    ["SET enable_external_access = true", "only a SELECT"],
    ["COPY boats TO '/tmp/out.csv'", "disabled by configuration"],
    ["ATTACH '/tmp/other.db'", "only a SELECT"],
    ["DROP TABLE boats", "only a SELECT"],
    ["SELECT 1; SELECT 2", "exactly one statement"],
    ["", "there is no statement to run"],
    ["-- nothing but a comment", "there is no statement to run"],
    ["SELECT random()", "cannot be used"],
    ["SELECT getenv('HOME')", "cannot be used"],
    [`SELECT '${"x".repeat(20_000)}'`, "too long"],
  ])("does not run %.40s", async (sql, said) => {
    await expect(select(sql)).rejects.toThrow(said);
  });

  test("holds the file that is named, not those that its name would be a pattern for", async () => {
    writeFileSync(join(folder, "data[1].csv"), "right\n1\n");
    writeFileSync(join(folder, "data1.csv"), "wrong\n1\n");
    const odd = await sourceOf("data[1].csv");
    const tables = await withDatabase({ source: odd, folder }, async (open) => open.tables);
    expect(tables[0]!.columns).toMatchObject([{ name: "right" }]);
  });

  test.each([
    ["of another encoding", Buffer.from([0xc3, 0xfb, 0x2c, 0x62, 0x0a, 0xc4, 0xe3, 0x2c, 0x31, 0x0a]), "not utf-8"],
    ["with NUL in the name of a column", Buffer.from("a\0b,c\n1,2\n"), "holds the character NUL"],
  ])("is not made of a file %s, and says why", async (_, bytes, said) => {
    writeFileSync(join(folder, "wrong.csv"), bytes);
    const wrong = await sourceOf("wrong.csv");
    await expect(withDatabase({ source: wrong, folder }, async () => {})).rejects.toThrow(said);
  });

  test("ends a statement that takes too long, and serves the next", async () => {
    await expect(select("SELECT count(*) FROM trips a, trips b, trips c, trips d, trips e")).rejects.toThrow();
    expect((await select("SELECT count(*) FROM boats")).rows).toEqual([["48"]]);
  }, 15_000);

  test("shows at most 50 rows", async () => {
    const { rows, more } = await select("SELECT trip FROM trips");
    expect([rows.length, more]).toEqual([50, true]);
  });

  test("has the rows the other way round where that is asked for", async () => {
    const first = "SELECT boat FROM boats LIMIT 1";
    const turned = await withDatabase({ source, folder, reversed: true }, (open) => open.select(first));
    expect(turned.rows).not.toEqual((await select(first)).rows);
  });

  test("takes a column for what it is, whatever it is called", async () => {
    writeFileSync(join(folder, "releases.csv"), "version,sample\n1.5,a\n2.5,b\n");
    const own = await sourceOf("releases.csv");
    const run = (sql: string) => withDatabase({ source: own, folder }, (open) => open.select(sql));
    expect((await run("SELECT max(version) FROM releases")).rows).toEqual([[2.5]]);
    await expect(run("SELECT version() FROM releases")).rejects.toThrow("cannot be used");
  });

  test("stays open while it is used, however many others are opened", async () => {
    const made = Array.from(
      { length: 12 },
      (_, number): TableSource => ({ kind: "db", number, seed: 1, language: "en", level: 1 }),
    );
    const counts = made.map((one) =>
      withDatabase({ source: one, folder }, async (open) => (await open.select("SELECT 1")).rows),
    );
    expect(await Promise.all(counts)).toEqual(made.map(() => [[1]]));
  });
});

describe("a task over tables", () => {
  test("is solved by its own solution", async () => {
    const world = await tablesWorld.open(await task({}), folder);
    const { trajectory, judgement } = await playSolution(world);
    expect(judgement).toEqual({ reward: 1, checks: { answered: true, right_answer: true, looked: true } });
    expect(trajectory.steps.at(-2)!.observation!.results![0]!.content).toBe("coast\neast");
  });

  test.each([
    ["It is on the north coast.", { kind: "text", forms: ["east"], rivals: ["north"] }],
    ["It is 12.", { kind: "number", value: 13 }],
    ["It is 12.3.", { kind: "number", value: 12.5, tolerance: 0.05 }],
    ["They are A and B.", { kind: "names", names: ["A", "B", "C"], ordered: false, rivals: [] }],
  ])("%s is not what is expected", async (answer, expected) => {
    const world = await tablesWorld.open(await task({ expected }), folder);
    const wrong = { ...world, solution: [...world.solution.slice(0, -1), { thought: "", calls: [], answer }] };
    expect((await playSolution(wrong)).judgement.reward).toBe(0);
  });

  test("is not opened once a table has changed, or is gone", async () => {
    const made = await task({ source: await sourceOf("harbours.csv") });
    writeFileSync(join(folder, "harbours.csv"), "harbour,coast\nToris Quay,west\n");
    await expect(tablesWorld.open(made, folder)).rejects.toThrow("not what it was");
    await expect(tablesWorld.open(made, tmpdir())).rejects.toThrow("no such file");
    cpSync("tests/fixtures/self-instruct/tables", folder, { recursive: true });
  });

  test("without a world that this version knows is refused", async () => {
    await expect(tablesWorld.open(await task({ version: 2 }), folder)).rejects.toThrow("no tables");
  });
});

test("whoever waits behind a statement that will not end is served by a fresh database", async () => {
  const source = await sourceOf("trips.jsonl");
  let first = true;
  const rows = await withDatabase({ source, folder }, async (open) => {
    if (first) {
      first = false;
      throw new HeldUpError();
    }
    return (await open.select("SELECT count(*) FROM trips")).rows;
  });
  expect(rows).toEqual([["160"]]);
});
