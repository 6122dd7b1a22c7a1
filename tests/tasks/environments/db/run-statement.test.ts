import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runStatement } from "../../../../src/tasks/environments/db/duckdb/run-statement.ts";
import { makeTask } from "../../../../src/tasks/environments/db/make-task.ts";
import { solveTask } from "../../../../src/tasks/environments/db/solve-task.ts";
import type { Table } from "../../../../src/tasks/environments/db/table.ts";

const column = (name: string, type: Table["columns"][number]["type"]) => ({ name, noun: name, type });
const table = (name: string): Table => ({
  name,
  description: name,
  noun: name,
  plural: name,
  measure: "",
  named: true,
  columns: [column("id", "id"), column("name", "name"), column("price", "decimal"), column("sold", "date")],
  rows: [
    [1, "Ö'Vask", 12.5, "2024-02-29"],
    [2, "澜岚", 0.1, "2021-12-01"],
    [3, "Dro", 0.2, null],
  ],
});
const tables = [table("lamps"), table("订单")];
const rowsOf = async (sql: string) => (await runStatement(tables, sql, "query")).rows;

test("values are the same text on every machine: days, decimals, nothing", async () => {
  expect(await rowsOf("SELECT * FROM lamps ORDER BY id")).toEqual([
    [1, "Ö'Vask", "12.50", "2024-02-29"],
    [2, "澜岚", "0.10", "2021-12-01"],
    [3, "Dro", "0.20", null],
  ]);
  expect(await rowsOf("SELECT sum(price), count(*), round(avg(price), 2) FROM 订单")).toEqual([["12.80", "3", 4.27]]);
});

test("no more than 50 rows are read of a result that has a million millions", async () => {
  const { rows, more } = await runStatement(tables, "SELECT * FROM range(1000000) a, range(1000000) b", "query");
  expect([rows.length, more]).toEqual([50, true]);
});

test("a change gives the tables as they are then, and leaves those that it was given", async () => {
  const before = structuredClone(tables);
  const { tables: after } = await runStatement(tables, "UPDATE lamps SET price = price + 1 WHERE id = 3", "change");
  expect(after[0]!.rows[2]).toEqual([3, "Dro", 1.2, null]);
  expect(after[1]).toEqual(tables[1]);
  expect(tables).toEqual(before);
  expect((await runStatement(after, "SELECT price FROM lamps WHERE id = 3", "query")).rows).toEqual([["1.20"]]);
});

const folder = mkdtempSync(join(tmpdir(), "mat-db-"));
writeFileSync(join(folder, "secret.csv"), "a,b\n1,2\n");
const secret = join(folder, "secret.csv");

/** What a query must not do: files, other databases, settings, extensions, what is not the same each time. */
const HOSTILE = [
  `COPY lamps TO '${folder}/out.csv'`,
  `COPY (SELECT 1) TO '${folder}/out.parquet'`,
  `EXPORT DATABASE '${folder}/all'`,
  `ATTACH '${folder}/other.db'`,
  `ATTACH ':memory:' AS other`,
  `SELECT * FROM read_csv('${secret}')`,
  `SELECT * FROM '${secret}'`,
  `SELECT * FROM read_text('${secret}')`,
  `SELECT * FROM read_blob('/etc/passwd')`,
  `SELECT * FROM glob('${folder}/*')`,
  `SELECT * FROM sniff_csv('${secret}')`,
  `SELECT * FROM parquet_scan('${secret}')`,
  "INSTALL httpfs",
  "LOAD httpfs",
  "SET enable_external_access = true",
  "SET memory_limit = '100GB'",
  "RESET lock_configuration",
  "PRAGMA database_list",
  "PRAGMA enable_profiling",
  "CALL pragma_version()",
  "SELECT * FROM duckdb_settings()",
  "SELECT current_setting('threads')",
  "SELECT getenv('HOME')",
  "SELECT random()",
  'SELECT "random"()',
  "SELECT now()",
  "SELECT uuid()",
  "SELECT * FROM lamps USING SAMPLE 1",
  "CREATE TABLE x AS SELECT 1",
  "CREATE MACRO count(a) AS 7",
  "DROP TABLE lamps",
  "ALTER TABLE lamps RENAME TO x",
  "BEGIN TRANSACTION",
  "PREPARE p AS DELETE FROM lamps",
  "DELETE FROM lamps",
  "TRUNCATE lamps",
  "INSERT INTO lamps VALUES (9, 'x', 1, NULL)",
  "UPDATE lamps SET price = 0",
  "SELECT 1; DELETE FROM lamps",
  "SELECT 1; SELECT 2",
  "WITH gone AS (DELETE FROM lamps RETURNING *) SELECT * FROM gone",
  "SELECT * FROM query('DELETE FROM lamps')",
  "VACUUM",
  "CHECKPOINT",
  "",
  ";",
  "-- nothing",
  "SELEC 1",
  "SELECT list(repeat('x', 10000)) FROM range(1000000)",
  "SELECT repeat('x', 1000000000)",
];

test.for(HOSTILE)("is refused: %s", async (sql) => {
  await expect(runStatement(tables, sql, "query")).rejects.toThrow(/./);
  expect(await rowsOf("SELECT count(*) FROM lamps")).toEqual([["3"]]);
  expect(readdirSync(folder)).toEqual(["secret.csv"]);
});

test("a change that is no INSERT, UPDATE or DELETE is refused, and one that fills the table is not taken over", async () => {
  for (const sql of [
    "SELECT 1",
    "DROP TABLE lamps",
    `COPY lamps FROM '${secret}'`,
    "MERGE INTO lamps USING lamps ON true WHEN MATCHED THEN DELETE",
  ])
    await expect(runStatement(tables, sql, "change"), sql).rejects.toThrow(/./);
  const flood = "INSERT INTO lamps SELECT range, 'x', 1, NULL FROM range(100000)";
  await expect(runStatement(tables, flood, "change")).rejects.toThrow("2000 rows at most");
  expect(await rowsOf("SELECT count(*) FROM lamps")).toEqual([["3"]]);
});

test("worlds that run at the same time never see each other's rows", async () => {
  const worlds = Array.from({ length: 12 }, (_, at) => [{ ...table("lamps"), rows: [[at, `w${at}`, at, null]] }]);
  const seen = await Promise.all(
    worlds.flatMap((world) => [
      runStatement(world, "SELECT name FROM lamps", "query"),
      runStatement(world, "SELECT count(*) FROM information_schema.tables", "query"),
    ]),
  );
  expect(seen.map(({ rows }) => rows)).toEqual(worlds.flatMap((_, at) => [[[`w${at}`]], [["1"]]]));
});

test("DuckDB finds what the task holds for right", async () => {
  for (let number = 0; number < 40; number++) {
    const made = makeTask({ seed: 4, languages: ["en", "zh"], levels: [1, 2, 3, 4, 5], split: "test" }, number);
    const { goal, frame, state } = made;
    if (goal.type !== "question" || frame.kind !== "solvable") continue;
    const [sql] = Object.values(solveTask(made).at(-2)!.calls[0]!.arguments);
    const { rows } = await runStatement(state.tables, String(sql), "query");
    const { expected } = goal;
    const found = rows.map(([value]) => value);
    if (expected.kind === "names")
      expect(expected.ordered ? found : found.toSorted(), made.query).toEqual(
        expected.ordered ? expected.names : expected.names.toSorted(),
      );
    else if (expected.kind === "number")
      expect(Math.abs(Number(found[0]) - expected.value), made.query).toBeLessThan(0.011);
    else if (expected.kind === "text") expect(expected.forms, made.query).toContain(found[0]);
    else
      expect(String(found[0]).split("-").map(Number), made.query).toEqual([
        expected.year,
        expected.month,
        expected.day,
      ]);
  }
});
