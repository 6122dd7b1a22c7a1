import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Trajectory } from "../../../src/core/trajectory.ts";
import { readAdapter } from "../../../src/tasks/bridge/adapter.ts";
import { openBridge } from "../../../src/tasks/bridge/bridge.ts";
import type { World } from "../../../src/tasks/environment.ts";
import type { Task } from "../../../src/tasks/task.ts";
import { describeGolden, goldenPath } from "../../golden.ts";
import { describeWithPython } from "../../infra/python.ts";
import { temporaryFolder } from "../../store/temporary-folder.ts";

interface Entry {
  readonly type: readonly [string];
  readonly label: readonly string[];
  readonly sql?: { readonly query: string };
}

const file = goldenPath("agentbench", "dbbench-dev.jsonl");

/** A trajectory of which only the last message counts. */
const ending = (answer: string): Trajectory => ({
  schema_version: "ATIF-v1.7",
  agent: { name: "test", version: "0" },
  steps: [{ step_id: 1, source: "agent", message: answer, extra: { mat: { finish: "answer" } } }],
});

describeGolden("AgentBench's questions to a database", () => {
  describeWithPython("over the bridge", () => {
    const bridge = openBridge(readAdapter("agentbench-db"), file);
    afterAll(() => bridge.close());
    const entries = readFileSync(file, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Entry);
    const tasks = Array.fromAsync(bridge.tasks());
    const isChange = ({ type }: Entry) => ["INSERT", "UPDATE", "DELETE"].includes(type[0]);

    async function inWorld<T>(at: number, use: (world: World, task: Task) => Promise<T>): Promise<T> {
      const task = (await tasks)[at]!;
      const world = await bridge.open(task);
      return use(world, task).finally(() => world.close());
    }

    const run = (world: World, statement: string) => world.call("execute_sql", { statement });
    const judged = async (world: World, answer: string) => (await world.judge(ending(answer))).reward;

    test("there are 60, for evaluation alone", async () => {
      const all = await tasks;
      expect(all).toHaveLength(60);
      for (const task of all) expect(task).toMatchObject({ eval_only: true, licence: "Apache-2.0", split: "test" });
      expect(all[0]!.id).toBe("agentbench-db-dbbench-dev-1");
    });

    test("all 40 changes run, and give the hash that MySQL gave AgentBench; without them no hash is right", async () => {
      let [right, untouched] = [0, 0];
      for (const [at, entry] of entries.entries()) {
        if (!isChange(entry)) continue;
        await inWorld(at, async (world) => {
          untouched += await judged(world, "Done.");
          expect((await run(world, entry.label[0]!)).failed).toBeUndefined();
          right += await judged(world, "Done.");
        });
      }
      expect([right, untouched]).toEqual([40, 0]);
    });

    test("all 20 answers pass, in any order and any spelling of a number; others do not", async () => {
      for (const [at, entry] of entries.entries()) {
        if (isChange(entry)) continue;
        await inWorld(at, async (world) => {
          expect(await judged(world, JSON.stringify(entry.label.toReversed()))).toBe(1);
          expect(await judged(world, `Final Answer: ${JSON.stringify(entry.label)}`)).toBe(1);
          for (const wrong of ["[]", '["something else"]', "", JSON.stringify([...entry.label, "one more"])])
            expect(await judged(world, wrong)).toBe(0);
          const [only, ...more] = entry.label;
          if (more.length === 0 && /^\d+(\.0)?$/.test(only!)) expect(await judged(world, `${Number(only)}`)).toBe(1);
        });
      }
    });

    test("of the 20 recorded queries, which a model wrote and AgentBench does not use, 12 run and 3 give the answer", async () => {
      let [ran, right] = [0, 0];
      for (const [at, entry] of entries.entries()) {
        if (entry.sql === undefined) continue;
        await inWorld(at, async (world) => {
          const { content, failed } = await run(world, entry.sql!.query);
          if (failed) return;
          ran++;
          const { rows } = JSON.parse(content) as { rows: string[][] };
          right += await judged(world, JSON.stringify(rows.flat().map(String)));
        });
      }
      expect([ran, right]).toEqual([12, 3]);
    });

    test.each([
      "ATTACH DATABASE '/tmp/mat-attached.db' AS other",
      "SELECT load_extension('/tmp/x.so')",
      "PRAGMA database_list",
      "SELECT 1; SELECT 2",
      "SELECT zeroblob(1000000000)",
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
      "nonsense",
      "SELECT '\u0000",
      "SELECT '\ud83d'",
    ])("%s is a failed call, and the world goes on", async (statement) => {
      await inWorld(0, async (world) => {
        const { content, failed } = await run(world, statement);
        expect([failed, typeof JSON.parse(content)]).toEqual([true, "object"]);
        expect((await run(world, "SELECT 1 AS one")).content).toBe('{"columns": ["one"], "rows": [[1]]}');
      });
    });

    test("what is too long to show is cut off, and says so", async () => {
      const many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100) SELECT i FROM n";
      await inWorld(0, async (world) => {
        expect((await run(world, many)).content).toMatch(/\[50\]\]\}\n\[more rows\]$/);
        expect((await run(world, "SELECT hex(zeroblob(9000))")).content).toMatch(/\n\[cut off\]$/);
        // Fifty of them at once would be five gigabytes.
        const numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 60)";
        const { content } = await run(world, `${numbers} SELECT zeroblob(99999999) FROM n`);
        expect(content).toMatch(/interrupted|\n\[cut off\]$/);
      });
    });
  });
});

describeWithPython("a table of many rows", () => {
  const folder = temporaryFolder();

  test("is judged in full, however long ago its last statement began", async () => {
    const rows = Array.from({ length: 4000 }, (_, at) => [`row ${at}`]);
    const md5 = (text: string) => createHash("md5").update(text).digest("hex");
    const all = [...rows.map(([text]) => text!), "new"].map((text) => md5(text).slice(0, 5)).sort();
    const entry = {
      description: "Add new.",
      add_description: "The table is big.",
      type: ["INSERT"],
      label: ["INSERT INTO big VALUES ('new')"],
      answer_md5: `[('${md5(all.join(",").slice(0, 1024))}',)]`,
      table: { table_name: "big", table_info: { columns: [{ name: "word", type: "TEXT" }], rows } },
    };
    const data = join(folder, "big.jsonl");
    writeFileSync(data, `${JSON.stringify(entry)}\n`);
    const bridge = openBridge(readAdapter("agentbench-db"), data);
    const [task] = await Array.fromAsync(bridge.tasks());
    const world = await bridge.open(task!);
    await world.call("execute_sql", { statement: entry.label[0]! });
    // Its five seconds go by.
    await world.call("execute_sql", {
      statement: "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    });
    expect((await world.judge(ending("Done."))).reward).toBe(1);
    bridge.close();
  }, 30_000);
});
