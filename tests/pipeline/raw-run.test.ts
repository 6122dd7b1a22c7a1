import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { UsageError } from "../../src/core/errors.ts";
import type { JsonObject } from "../../src/core/json/value.ts";
import type { Sampling } from "../../src/llm/endpoint/sampling.ts";
import { generateRun } from "../../src/pipeline/generate-run.ts";
import { rawSampling } from "../../src/pipeline/raw-sampling.ts";
import { TEMPLATES } from "../../src/templates/library/registry.ts";
import { type FaultServer, startFaultServer } from "../infra/fault-server.ts";
import { temporaryFolder } from "../store/temporary-folder.ts";

const root = temporaryFolder();
const servers: FaultServer[] = [];
let count = 0;

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const server of servers.splice(0)) await server.close();
});

async function run(
  templates: readonly string[],
  sampling: Sampling,
  more: { stream?: boolean; date?: string; output?: string } = {},
) {
  const server = await startFaultServer({ reply: "Thought: I cannot look.\nFinal Answer: ten", record: true });
  servers.push(server);
  const { stream, date, output = join(root, `run-${count++}`) } = more;
  await generateRun(
    {
      tasks: ["builtin:search"],
      templates,
      model: "m",
      episodes: templates.length,
      languages: ["en"],
      output,
      date,
      connection: { baseUrls: [server.url], stream },
      sampling,
    },
    { concurrency: 4 },
  );
  const bodies = server.requests.recorded.map(({ body }) => JSON.parse(body) as JsonObject);
  return { output, bodies, paths: server.requests.recorded.map(({ path }) => path) };
}

function rowsOf(output: string): { steps: { message: string; metrics?: { extra?: JsonObject } }[] }[] {
  const texts = globSync(join(output, "part-*")).map((file) => readFileSync(file, "utf8").trim());
  return texts.flatMap((text) => text.split("\n")).map((line) => JSON.parse(line));
}

function templateFile(text: string): string {
  const folder = join(root, `model-${count++}`);
  mkdirSync(folder);
  writeFileSync(join(folder, "chat_template.jinja"), text);
  return folder;
}

const CHATML = "{{ strftime_now('%Y') }}{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}<assistant>";
const prompts = Object.values(TEMPLATES).filter(
  ({ layout, protocol, language, ability }) =>
    layout.kind === "prompt" &&
    protocol.kind !== "native" &&
    language === "en" &&
    ["tool-use", "plan"].includes(ability),
);
const chats = Object.values(TEMPLATES).filter(
  ({ layout, protocol, language, ability }) =>
    layout.kind === "chat" && protocol.kind !== "native" && language === "en" && ability === "tool-use",
);

describe.each([{ stream: false }, { stream: true }])("raw completions, $stream for streams", ({ stream }) => {
  test("a template that is one prompt is sent as it is, at every step", async () => {
    expect(prompts.length).toBeGreaterThan(3);
    const { bodies, paths, output } = await run(
      prompts.map(({ id }) => id),
      { ...rawSampling("completions", undefined), max_tokens: 500 },
      { stream },
    );
    expect(new Set(paths)).toEqual(new Set(["/v1/completions"]));
    expect(bodies.every(({ prompt, messages }) => typeof prompt === "string" && messages === undefined)).toBe(true);
    const answered = rowsOf(output).filter(({ steps }) => steps.at(-1)!.message === "ten");
    expect(answered.length).toBeGreaterThan(0);
    expect(answered[0]!.steps.at(-1)!.metrics!.extra).toEqual({ finish_reason: "stop" });
  });
});

test("a conversation goes through a chat template, whose day is the run's and whose text is in the plan", async () => {
  const sampling = { ...rawSampling("completions", templateFile(CHATML)), max_tokens: 500 };
  const { bodies, output } = await run([chats[0]!.id], sampling, { date: "2031-05-06" });
  expect(bodies[0]!["prompt"]).toMatch(/^2031<system>[\s\S]*<user>[\s\S]*<assistant>$/);
  const plan = JSON.parse(readFileSync(join(output, "plan.json"), "utf8"));
  expect(plan.served.chat_template).toMatchObject({ text: CHATML, date: "2031-05-06" });
  // The same text from another place is the same plan; another text is not.
  await run(
    [chats[0]!.id],
    { ...sampling, ...rawSampling("completions", templateFile(CHATML)) },
    { date: "2031-05-06", output },
  );
  const other = { ...sampling, ...rawSampling("completions", templateFile(`${CHATML}.`)) };
  await expect(run([chats[0]!.id], other, { date: "2031-05-06", output })).rejects.toThrow("served.chat_template.text");
});

test.each([
  ["a conversation without a chat template", [chats[0]!.id], { api: "completions", max_tokens: 9 }],
  ["native tool calls", ["native-en"], { ...rawSampling("completions", undefined), max_tokens: 9 }],
  ["no limit on a reply's tokens", ["react-en"], { api: "completions" }],
] as const)("%s is refused before anything is sent", async (_, templates, sampling) => {
  await expect(run(templates, sampling)).rejects.toThrow(UsageError);
  expect(servers[0]!.requests.count).toBe(0);
});

test("a chat template is for raw completions, and must be one", async () => {
  expect(() => rawSampling("chat", templateFile(CHATML))).toThrow(UsageError);
  const broken = { ...rawSampling("completions", templateFile("{% for %}")), max_tokens: 9 };
  await expect(run(["react-en"], broken)).rejects.toThrow("is no chat template");
});

test("the schema of a step goes along where the protocol has one", async () => {
  const guided = { guided: true };
  const { bodies } = await run(["autogpt-en"], guided);
  const [{ response_format }] = bodies as [{ response_format: { json_schema: { schema: JsonObject } } }];
  expect(response_format).toMatchObject({ type: "json_schema", json_schema: { name: "step" } });
  expect(JSON.stringify(response_format.json_schema.schema)).toContain("search_encyclopedia_plus");
  expect((await run(["react-en"], guided)).bodies[0]).not.toHaveProperty("response_format");
  expect((await run(["autogpt-en"], {})).bodies[0]).not.toHaveProperty("response_format");
});

test("Azure's key and version go where Azure looks for them", async () => {
  const server = await startFaultServer({ record: true });
  servers.push(server);
  vi.stubEnv("AZURE_TEST_KEY", "sk-canary-a2");
  const base = server.url.replace("/v1", "/openai/deployments/d/?api-version=2024-10-21#weight=2");
  await generateRun(
    {
      tasks: ["builtin:search"],
      templates: ["react-en"],
      model: "d",
      episodes: 1,
      output: join(root, "azure"),
      connection: { baseUrls: [base], preset: "azure", apiKeyVariable: "AZURE_TEST_KEY" },
      sampling: { max_tokens: 7 },
    },
    { concurrency: 1 },
  ).catch(() => undefined);
  const { path, headers, body } = server.requests.recorded[0]!;
  expect(path).toBe("/openai/deployments/d/chat/completions?api-version=2024-10-21");
  expect(headers["api-key"]).toBe("sk-canary-a2");
  expect(headers.authorization).toBeUndefined();
  expect(JSON.parse(body)).toMatchObject({ max_completion_tokens: 7 });
  await expect(
    generateRun(
      {
        tasks: ["builtin:search"],
        templates: ["react-en"],
        model: "d",
        episodes: 1,
        output: join(root, "none"),
        connection: { preset: "azure", apiKeyVariable: "AZURE_TEST_KEY" },
      },
      { concurrency: 1 },
    ),
  ).rejects.toThrow("no server is named");
});
