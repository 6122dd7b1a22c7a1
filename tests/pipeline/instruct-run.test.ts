import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { generateRun } from "../../src/pipeline/generate-run.ts";
import { type InstructRequest, instructRun } from "../../src/pipeline/instruct-run.ts";
import { findTask } from "../../src/tasks/find-task.ts";
import { readTasks } from "../../src/tasks/sources/read-tasks.ts";
import { type FaultServer, startFaultServer } from "../infra/fault-server.ts";
import { instructReply } from "../infra/instruct/instruct-reply.ts";

const INPUTS = { tables: "tables", graph: "graph/facts.tsv", apis: "apis" };
const KEY = "canary-5f0a11d2";
const folder = mkdtempSync(join(tmpdir(), "mat-instruct-"));
const at = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(at(name), "utf8");
const rowsOf = (name: string) =>
  read(name)
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, never>);
const reply = ({ body }: { readonly body: Buffer }) => instructReply(body.toString());

function request(from: keyof typeof INPUTS, url: string, more: Partial<InstructRequest> = {}): InstructRequest {
  return {
    from,
    inputs: [`tests/fixtures/self-instruct/${INPUTS[from]}`],
    model: "scripted",
    connection: { baseUrls: [url] },
    count: 16,
    seed: 3,
    languages: ["en", "zh"],
    levels: [1, 2, 3, 4, 5],
    concurrency: 8,
    output: at(`${from}.jsonl`),
    ...more,
  };
}

let server: FaultServer;
beforeAll(async () => {
  vi.stubEnv("MAT_API_KEY", KEY);
  server = await startFaultServer({ reply, record: true });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
  rmSync(folder, { recursive: true });
});

async function solved(tasks: string, model: string): Promise<number> {
  const output = at(`${tasks}-${model}`);
  const run = { tasks: [at(tasks)], templates: ["react"], model, episodes: 16, output };
  const { all } = await generateRun(run, { concurrency: 8 });
  return all.solved / all.episodes;
}

describe("tasks that a model writes", () => {
  test.each([
    ["tables", ["sql_failed", "more_than_one_column"]],
    ["graph", ["answer_in_question"]],
  ] as const)(
    "about %s are played, and judged right and wrong",
    async (from, reasons) => {
      const report = await instructRun(request(from, server.url));
      expect(report).toMatchObject({ tasks: 16, wanted: 16 });
      expect(report.repaired).toBeGreaterThan(0);
      expect(Object.keys(report.dropped)).toEqual(expect.arrayContaining([...reasons]));
      const dropped = rowsOf(`${from}.dropped.jsonl`);
      expect(new Set(dropped.map(({ reason }) => reason))).toEqual(new Set(Object.keys(report.dropped)));
      const tasks = await Array.fromAsync(readTasks(at(`${from}.jsonl`)));
      expect(new Set(tasks.map(({ environment, origin }) => `${environment} ${origin?.from}`))).toEqual(
        new Set([`${from} ${from}`]),
      );
      expect(await solved(`${from}.jsonl`, "oracle")).toBe(1);
      expect(await solved(`${from}.jsonl`, "greedy")).toBe(0);
      expect(
        (await findTask(at(`${from}.jsonl`), undefined, { seed: 0, languages: ["en"], levels: [1], split: "train" }))
          .solution,
      ).toBeDefined();
    },
    30_000,
  );

  test("about the tables of the environment db are played too", async () => {
    const inputs = ["builtin:db"];
    await instructRun(
      request("tables", server.url, { inputs, count: 2, concurrency: 2, levels: [1], output: at("db.jsonl") }),
    );
    expect(await solved("db.jsonl", "oracle")).toBe(1);
  }, 30_000);

  test("about APIs name those that they need", async () => {
    await instructRun(request("apis", server.url, { scopes: ["G2", "G3"] }));
    const rows = rowsOf("apis.jsonl") as {
      world?: { scope: string; relevant: string[] };
      tools?: { name: string }[];
    }[];
    expect(rows).toHaveLength(16);
    for (const { world, tools } of rows) {
      expect(["G2", "G3"]).toContain(world!.scope);
      expect(tools!.map(({ name }) => name)).toEqual(expect.arrayContaining(world!.relevant));
    }
  });

  test("are asked for as JSON of a schema, and the key stands nowhere", () => {
    const { recorded } = server.requests;
    expect(recorded.length).toBeGreaterThan(40);
    for (const { headers, body } of recorded) {
      expect(headers.authorization).toBe(`Bearer ${KEY}`);
      expect(JSON.parse(body)).toHaveProperty("response_format.json_schema.schema.additionalProperties", false);
    }
    for (const name of ["tables.jsonl", "tables.dropped.jsonl", "tables.replies.jsonl"])
      expect(read(name)).not.toContain(KEY);
  });

  test("are made again from the replies alone, more of them, and not from those to another model", async () => {
    const { count } = server.requests;
    const before = read("graph.jsonl");
    const again = await instructRun(request("graph", server.url, { force: true }));
    expect([again.replies.asked, server.requests.count - count]).toEqual([0, 0]);
    expect(read("graph.jsonl")).toBe(before);
    await instructRun(request("graph", server.url, { force: true, count: 20 }));
    expect(read("graph.jsonl").startsWith(before)).toBe(true);
    await expect(instructRun(request("graph", server.url, { force: true, model: "other" }))).rejects.toThrow(
      "other settings",
    );
    await expect(instructRun(request("graph", server.url))).rejects.toThrow("exists already");
  });

  test("are missing by name where the server gives no reply to one, which is all that is asked for later", async () => {
    let broken = true;
    const isFourth = (body: Buffer) => /"seed":4\b/.test(body.toString());
    const fault = { kind: "server_error", status: 422 } as const;
    const faulty = await startFaultServer({
      reply,
      faults: [({ body }) => (broken && isFourth(body) ? fault : undefined)],
    });
    const wanted = request("graph", faulty.url, { count: 8, output: at("faulty.jsonl") });
    await expect(instructRun(wanted)).rejects.toMatchObject({ exit: "endpoint", missing: { bad_request: 1 } });
    expect(existsSync(at("faulty.jsonl"))).toBe(false);
    broken = false;
    const { count } = faulty.requests;
    expect((await instructRun(wanted)).tasks).toBe(8);
    expect(faulty.requests.count - count).toBeLessThan(8);
    await faulty.close();
  });

  test("take no more than their budget, however often they are begun, until their replies are gone", async () => {
    const dear = await startFaultServer({ reply });
    const connection = { baseUrls: [dear.url], maxTokens: 3000 };
    const wanted = request("graph", dear.url, { connection, concurrency: 1, output: at("dear.jsonl") });
    const spent = async () => {
      const { count } = dear.requests;
      await expect(instructRun(wanted)).rejects.toMatchObject({ exit: "endpoint", reason: "budget_spent" });
      return dear.requests.count - count;
    };
    const first = await spent();
    expect(first).toBeGreaterThan(0);
    expect(await spent()).toBe(0);
    rmSync(at("dear.replies.jsonl"));
    expect(await spent()).toBe(first);
    await dear.close();
  });

  test("stopped on the way leave their replies, and the same command goes on", async () => {
    const abort = new AbortController();
    const slow = await startFaultServer({
      latencyMs: 30,
      reply: (request) => {
        if (slow.requests.count > 6) abort.abort();
        return reply(request);
      },
    });
    const wanted = request("graph", slow.url, { count: 8, concurrency: 2, output: at("stopped.jsonl") });
    await expect(instructRun({ ...wanted, signal: abort.signal })).rejects.toMatchObject({
      exit: "interrupted",
      fix: "Run the same command again to go on.",
    });
    expect(existsSync(at("stopped.jsonl"))).toBe(false);
    const report = await instructRun(wanted);
    expect(report).toMatchObject({ tasks: 8 });
    expect(report.replies.recalled).toBeGreaterThan(0);
    await slow.close();
  });
});
