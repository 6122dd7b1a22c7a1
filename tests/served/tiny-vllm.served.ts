import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EndpointError } from "../../src/core/errors.ts";
import type { JsonObject } from "../../src/core/json/value.ts";
import type { ChatRequest } from "../../src/llm/chat-client.ts";
import { readChatTemplate } from "../../src/llm/chat-template/read-chat-template.ts";
import type { Sampling } from "../../src/llm/endpoint/sampling.ts";
import { connectModel } from "../../src/pipeline/connection/connect-model.ts";
import { generateRun } from "../../src/pipeline/generate-run.ts";
import { type PythonServer, startVllm } from "../infra/python-server.ts";
import { tinyModel } from "../infra/served-models.ts";
import { temporaryFolder } from "../store/temporary-folder.ts";

const folder = temporaryFolder();
let server: PythonServer;
beforeAll(async () => {
  server = await startVllm(await tinyModel(), [
    ...["--enable-auto-tool-choice", "--tool-call-parser", "hermes", "--reasoning-parser", "qwen3"],
    // So that a whole reply can be dictated, its reasoning too: a model of random weights says nothing of its own.
    ...["--structured-outputs-config", '{"enable_in_reasoning": true}'],
  ]);
});
afterAll(() => server?.stop());

const CALLS = [
  { city: "Ürümqi", day: "today" },
  { city: 'a "b" \\ c', day: "tomorrow" },
];
const REASONING = "I look at both — 两个都看。";
const SAID = `<think>\n${REASONING}\n</think>\n\n${CALLS.map(
  (args) => `<tool_call>\n${JSON.stringify({ name: "get_weather", arguments: args })}\n</tool_call>`,
).join("\n")}`;
/** Has the model say it, in the tokens that the server's parsers look for. */
let DICTATED: JsonObject;
beforeAll(async () => {
  const { tokens } = (await post("/../tokenize", {
    model: server.model,
    prompt: "<think></think><tool_call></tool_call>",
    add_special_tokens: false,
  })) as { tokens: number[] };
  expect(tokens).toHaveLength(4);
  const logit_bias = Object.fromEntries(tokens.map((token) => [token, 100]));
  DICTATED = { structured_outputs: { choice: [SAID] }, logit_bias };
});
const TOOLS = join(import.meta.dirname, "../../configs/tools/example.json");
const [TOOL] = (JSON.parse(readFileSync(TOOLS, "utf8")) as { tools: { name: string; inputSchema: JsonObject }[] })
  .tools;
const REQUEST: ChatRequest = {
  messages: [{ role: "user", content: "How is the weather?" }],
  tools: [{ name: TOOL!.name, parameters: TOOL!.inputSchema }],
  sample: 0,
};

async function ask(request: ChatRequest, sampling: Sampling, stream = false, model = server.model) {
  const { client, close } = await connectModel(model, { baseUrls: [server.url], stream }, sampling);
  try {
    return await client.complete(request);
  } finally {
    await close();
  }
}

describe.each([false, true])("vLLM, stream: %s", (stream) => {
  const sampling = (): Sampling => ({
    temperature: 0,
    max_tokens: 600,
    body: DICTATED,
    token_ids: true,
    logprobs: true,
  });

  test("parallel calls, reasoning, ids of tokens and log-probabilities arrive as the server gave them", async () => {
    const reply = await ask(REQUEST, sampling(), stream);
    const message = JSON.parse(reply.text) as {
      reasoning_content: string;
      tool_calls: { function: { name: string; arguments: string } }[];
    };
    expect(message.reasoning_content.trim()).toBe(REASONING);
    expect(message.tool_calls.map((call) => call.function.name)).toEqual(["get_weather", "get_weather"]);
    expect(message.tool_calls.map((call) => JSON.parse(call.function.arguments))).toEqual(CALLS);
    expect(reply.finish).toBe("tool_calls");
    const raw = await postChat({
      messages: REQUEST.messages,
      tools: REQUEST.tools!.map((one) => ({ type: "function", function: one })),
      temperature: 0,
      max_tokens: 600,
      return_token_ids: true,
      logprobs: true,
      ...DICTATED,
    });
    expect(reply.tokens!.prompt_token_ids).toEqual(raw.prompt_token_ids);
    expect(reply.tokens!.completion_token_ids).toEqual(raw.choices[0]!.token_ids);
    expect(reply.tokens!.logprobs!.length).toBe(raw.choices[0]!.token_ids.length);
    expect(await textOf(reply.tokens!.completion_token_ids!)).toContain(SAID);
    expect(reply.usage).toMatchObject({
      prompt_tokens: raw.prompt_token_ids.length,
      completion_tokens: raw.choices[0]!.token_ids.length,
    });
  });

  test("a run has all of it in its trajectories", async () => {
    const output = join(folder, `run-${stream}`);
    const tasks = join(folder, "queries.jsonl");
    writeFileSync(tasks, `${JSON.stringify({ query: "How is the weather?" })}\n`);
    const report = await generateRun(
      {
        tasks: [tasks],
        templates: ["native-en"],
        tools: [TOOLS],
        model: server.model,
        episodes: 1,
        maxSteps: 2,
        output,
        connection: { baseUrls: [server.url], stream },
        sampling: sampling(),
      },
      { concurrency: 2 },
    );
    expect(report.all.episodes).toBe(1);
    const row = JSON.parse(readFileSync(join(output, "part-00000.jsonl"), "utf8").split("\n")[0]!);
    const acted = row.steps.filter((step: { source: string }) => step.source === "agent");
    expect(acted).toHaveLength(2);
    for (const step of acted) {
      expect(step.reasoning_content.trim()).toBe(REASONING);
      expect(step.tool_calls.map((call: { arguments: unknown }) => call.arguments)).toEqual(CALLS);
      expect(step.observation.results).toHaveLength(2);
      expect(await textOf(step.metrics.completion_token_ids)).toContain(SAID);
      expect(step.metrics.logprobs).toHaveLength(step.metrics.completion_token_ids.length);
      expect(step.metrics.prompt_token_ids).toHaveLength(step.metrics.prompt_tokens);
    }
  });
});

test("a reply that is to be JSON of a schema is", async () => {
  const schema: JsonObject = {
    type: "object",
    properties: { city: { type: "string", enum: ["Rome", "Oslo"] }, warm: { type: "boolean" } },
    required: ["city", "warm"],
    additionalProperties: false,
  };
  const { messages, sample } = REQUEST;
  const reply = await ask(
    { messages, sample, responseSchema: { name: "weather", schema } },
    // Its reasoning is guided too: see the flags of the server.
    { temperature: 1, max_tokens: 200 },
  );
  const said: unknown = JSON.parse(reply.text === "" ? reply.reasoning! : reply.text);
  expect(said).toEqual({ city: expect.stringMatching(/^(Rome|Oslo)$/), warm: expect.any(Boolean) });
});

test("its refusals have names", async () => {
  const { messages, sample } = REQUEST;
  const kindOf = (asked: Promise<unknown>) =>
    asked.then(
      () => "none",
      (error: unknown) => (error as EndpointError).reason,
    );
  const long = [{ role: "user" as const, content: "word ".repeat(20_000) }];
  expect(await kindOf(ask({ messages: long, sample }, {}))).toBe("context_too_long");
  expect(await kindOf(ask({ messages, sample }, {}, false, "another"))).toBe("not_found");
  expect(await kindOf(ask({ messages, sample }, { body: { temperature: "warm" } }))).toBe("bad_request");
});

test.each(["any", "vllm"])("a raw completion has the prompt that the chat API makes, preset %s", async (preset) => {
  const messages = [
    { role: "system" as const, content: "Be brief — 简短。" },
    { role: "user" as const, content: "Name a city.\n\n  Thanks" },
  ];
  const asked = async (more: Sampling) => {
    const sampling = { temperature: 0, max_tokens: 8, token_ids: true, ...more };
    const { client, close } = await connectModel(server.model, { baseUrls: [server.url], preset }, sampling);
    return client.complete({ messages, sample: 0 }).finally(close);
  };
  const chat = await asked({});
  const raw = await asked({ api: "completions", chat_template: readChatTemplate(await tinyModel()) });
  expect(raw.tokens!.prompt_token_ids).toEqual(chat.tokens!.prompt_token_ids);
  expect(raw.tokens!.completion_token_ids).toEqual(chat.tokens!.completion_token_ids);
});

interface RawCompletion {
  readonly prompt_token_ids: readonly number[];
  readonly choices: readonly { readonly token_ids: readonly number[] }[];
}

async function postChat(body: object): Promise<RawCompletion> {
  return (await post("/chat/completions", { model: server.model, ...body })) as RawCompletion;
}

/** What the server makes of ids of tokens. */
async function textOf(tokens: readonly number[]): Promise<string> {
  const { prompt } = (await post("/../detokenize", { model: server.model, tokens })) as { prompt: string };
  return prompt;
}

async function post(path: string, body: object): Promise<unknown> {
  const response = await fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}
