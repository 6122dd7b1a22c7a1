import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { generateRun } from "../../src/pipeline/generate-run.ts";
import { instructRun } from "../../src/pipeline/instruct-run.ts";
import type { RunRequest } from "../../src/pipeline/run-request.ts";
import { writeTemplates } from "../../src/pipeline/write-templates.ts";
import { verifyDataset } from "../../src/store/verify/verify.ts";
import { type PythonServer, startTransformers, startVllm } from "../infra/python-server.ts";
import { realModel } from "../infra/served-models.ts";
import { temporaryFolder } from "../store/temporary-folder.ts";

const folder = temporaryFolder();
const servers: PythonServer[] = [];
let vllm: Promise<PythonServer> | undefined;
afterAll(() => Promise.all(servers.map((server) => server.stop())));

/** The real model on vLLM; the meta-agent's requests take some 3,000 tokens. */
function realModelOnVllm(): Promise<PythonServer> {
  const start = async () => {
    const server = await startVllm(await realModel(), ["--max-model-len", "8192"]);
    servers.push(server);
    return server;
  };
  vllm ??= start();
  return vllm;
}

/** How many tasks: MAT_SERVED_TASKS=100 takes ten times as long. */
const TASKS = Number(process.env["MAT_SERVED_TASKS"] ?? 10);

let runs = 0;

async function play(server: PythonServer, episodes: number, more: Partial<RunRequest>) {
  const output = join(folder, `run-${runs++}`);
  const report = await generateRun(
    {
      tasks: ["builtin:search"],
      languages: ["en"],
      templates: ["react-en"],
      model: server.model,
      episodes,
      seed: 7,
      maxSteps: 4,
      output,
      connection: { baseUrls: [server.url], mostInFlight: 16 },
      ...more,
    },
    { concurrency: 16 },
  );
  const lines = readFileSync(join(output, "part-00000.jsonl"), "utf8").trimEnd().split("\n");
  return { report, output, rows: lines.map((line) => JSON.parse(line)) };
}

/** An agent that acts badly ends by one of these, each a name of its own. */
const ENDS = ["answered", "gave_up", "asked", "too_many_steps", "unreadable", "repeated_call", "cut_off", "no_prompt"];

test(`a small real model on vLLM goes through ${TASKS} search tasks, and each failure has a name`, async () => {
  const { report, output, rows } = await play(await realModelOnVllm(), TASKS, {
    levels: [1, 2],
    maxPromptTokens: 3600,
    sampling: { temperature: 0.7, max_tokens: 120, token_ids: true },
  });
  expect(report.all.episodes).toBe(TASKS);
  expect(rows).toHaveLength(TASKS);
  for (const { extra } of rows) {
    expect(ENDS).toContain(extra.mat.stop);
    if (extra.mat.reward < 1) expect(Object.values(extra.mat.checks)).toContain(false);
  }
  const acted = rows.flatMap(({ steps }) => steps.filter((step: { metrics?: object }) => step.metrics !== undefined));
  expect(acted.length).toBeGreaterThanOrEqual(TASKS / 2);
  for (const { metrics } of acted) expect(metrics.completion_token_ids).toHaveLength(metrics.completion_tokens);
  expect((await verifyDataset(output)).problems).toEqual([]);
  process.stdout.write(`its episodes end with: ${rows.map(({ extra }) => extra.mat.stop).join(", ")}\n`);
});

test("the small model writes templates on vLLM: each is kept, or dropped by a name", async () => {
  const server = await realModelOnVllm();
  const { written, templates } = await writeTemplates(
    {
      count: 1,
      attempts: 1,
      languages: ["en"],
      model: server.model,
      connection: { baseUrls: [server.url] },
      sampling: { temperature: 0.7, max_tokens: 300 },
      output: join(folder, "library"),
    },
    { concurrency: 1 },
  );
  const dropped = Object.values(written!.dropped).reduce((sum, count) => sum + count, 0);
  expect(written!.attempts).toBe(templates + dropped);
  expect(written!.replies.asked).toBeGreaterThanOrEqual(written!.attempts);
  process.stdout.write(`${templates} templates kept, dropped: ${JSON.stringify(written!.dropped)}\n`);
});

test("the small model writes tasks on vLLM: each is kept, or dropped by a name", async () => {
  const server = await realModelOnVllm();
  const { tasks, dropped, replies } = await instructRun({
    from: "graph",
    inputs: ["tests/fixtures/self-instruct/graph/facts.tsv"],
    count: 1,
    seed: 3,
    languages: ["en"],
    levels: [1],
    model: server.model,
    connection: { baseUrls: [server.url] },
    sampling: { temperature: 0.7, max_tokens: 60 },
    concurrency: 8,
    output: join(folder, "tasks.jsonl"),
  });
  expect(tasks === 1 || Object.values(dropped).reduce((sum, count) => sum + count, 0) === 24).toBe(true);
  expect(replies.asked).toBeGreaterThan(0);
  process.stdout.write(`${tasks} tasks kept, dropped: ${JSON.stringify(dropped)}\n`);
});

test.each([false, true])("a run on transformers serve goes to its end, stream: %s", async (stream) => {
  const server = await startTransformers(await realModel());
  servers.push(server);
  const { report, rows } = await play(server, 2, {
    connection: { baseUrls: [server.url], stream },
    levels: [1],
    maxSteps: 2,
    maxPromptTokens: 3600,
    sampling: { max_tokens: 40 },
  });
  expect(report.all.episodes).toBe(2);
  for (const { extra } of rows) expect(ENDS).toContain(extra.mat.stop);
});
