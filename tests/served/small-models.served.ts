import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { generateRun } from "../../src/pipeline/generate-run.ts";
import type { RunRequest } from "../../src/pipeline/run-request.ts";
import { verifyDataset } from "../../src/store/verify.ts";
import { type PythonServer, startTransformers, startVllm } from "../infra/python-server.ts";
import { realModel } from "../infra/served-models.ts";
import { temporaryFolder } from "../store/temporary-folder.ts";

const folder = temporaryFolder();
const servers: PythonServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server.stop())));

/** How many tasks: MAT_SERVED_TASKS=100 takes ten times as long. */
const TASKS = Number(process.env["MAT_SERVED_TASKS"] ?? 10);

async function play(server: PythonServer, episodes: number, more: Partial<RunRequest>) {
  servers.push(server);
  const output = join(folder, `run-${servers.length}`);
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
  const { report, output, rows } = await play(await startVllm(await realModel()), TASKS, {
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

test.each([false, true])("a run on transformers serve goes to its end, stream: %s", async (stream) => {
  const server = await startTransformers(await realModel());
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
