import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { EndpointError, UsageError } from "../../../src/core/errors.ts";
import type { JsonObject } from "../../../src/core/json/value.ts";
import type { ChatRequest } from "../../../src/llm/chat-client.ts";
import { createEndpointClient } from "../../../src/llm/endpoint/endpoint-client.ts";
import { PRESETS } from "../../../src/llm/endpoint/presets.ts";
import type { Sampling } from "../../../src/llm/endpoint/sampling.ts";
import { strictSchema } from "../../../src/llm/endpoint/strict-schema.ts";
import type { WireRequest } from "../../../src/llm/endpoint/wire-request.ts";
import { TEMPLATES } from "../../../src/templates/library/registry.ts";
import { outputSchemaOf } from "../../../src/templates/protocol/output-schema.ts";

const CLOSED = { type: "object", properties: { a: { type: "string" } }, required: ["a"], additionalProperties: false };
const CHATML = {
  file: "f",
  text: "{{ bos_token }}{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}<assistant>",
  tokens: { bos_token: "<s>" },
  adds_bos: true,
};
const USER: ChatRequest = { messages: [{ role: "user", content: "How?" }], sample: 0 };
const CHAT: ChatRequest = { messages: [{ role: "system", content: "Be brief." }, ...USER.messages], sample: 0 };

/** The body that a request is sent as. */
async function sent(request: ChatRequest, sampling: Sampling, kind = "any"): Promise<JsonObject> {
  const bodies: JsonObject[] = [];
  const send = async ({ body, read }: WireRequest) => {
    bodies.push(body);
    const completion = { choices: [{ message: { content: "x" }, finish_reason: "stop" }] };
    return { completion, reply: read(completion) };
  };
  await createEndpointClient({ model: "m", send, sampling, preset: PRESETS[kind] }).complete(request);
  return bodies[0]!;
}

describe("JSON of a schema is asked for as each kind of server knows it", () => {
  const request = { ...USER, responseSchema: { name: "step", schema: CLOSED } };
  const openai = {
    response_format: { type: "json_schema", json_schema: { name: "step", schema: CLOSED, strict: true } },
  };
  test.each([
    ["openai", openai],
    ["vllm", openai],
    ["llama.cpp", openai],
    ["tgi", { response_format: { type: "json_object", value: CLOSED } }],
    ["zhipu", { response_format: { type: "json_object" } }],
    ["dashscope", { response_format: { type: "json_object" } }],
  ])("%s", async (kind, wanted) => {
    expect(await sent(request, {}, kind)).toEqual({ model: "m", messages: USER.messages, ...wanted });
  });

  test.each([
    ["vllm", openai],
    ["llama.cpp", { json_schema: CLOSED }],
    ["ollama", {}],
  ])("raw completions of %s", async (kind, wanted) => {
    expect(await sent(request, { api: "completions" }, kind)).toEqual({ model: "m", prompt: "How?", ...wanted });
  });

  test("a kind that cannot be asked is refused where that was wanted", async () => {
    await expect(sent(USER, { api: "completions", guided: true }, "ollama")).rejects.toThrow(UsageError);
  });
});

describe("OpenAI's strict mode", () => {
  const text = { type: "string" };

  test("a schema becomes one that is narrower, and that it takes", () => {
    expect(strictSchema(CLOSED)).toEqual(CLOSED);
    const open = {
      type: "object",
      properties: { a: { const: "x" }, b: { type: "object", properties: { c: text } } },
      required: ["a", "b"],
    };
    const shape = { type: "object", additionalProperties: false };
    expect(strictSchema(open)).toEqual({
      ...shape,
      properties: {
        a: { type: "string", const: "x" },
        b: {
          anyOf: [
            { ...shape, properties: { c: text }, required: ["c"] },
            { ...shape, properties: {}, required: [] },
          ],
        },
      },
      required: ["a", "b"],
    });
  });

  test.each([
    ["a root with several shapes", { ...CLOSED, required: [] }],
    ["members of any name", { ...CLOSED, additionalProperties: text }],
    ["a member of any kind", { ...CLOSED, properties: { a: {} } }],
    ["a list of anything", { ...CLOSED, properties: { a: { type: "array" } } }],
    ["words that it does not know", { ...CLOSED, allOf: [] }],
    ["a member that is needed and not described", { ...CLOSED, required: ["a", "b"] }],
  ])("%s: not strict", async (_, schema) => {
    expect(strictSchema(schema as JsonObject)).toBeUndefined();
    const body = await sent({ ...USER, responseSchema: { name: "step", schema: schema as JsonObject } }, {}, "openai");
    expect(body["response_format"]).toMatchObject({ json_schema: { schema, strict: false } });
  });

  test("steps of JSON protocols fit it", () => {
    const tool = { type: "function" as const, function: { name: "look", description: "", parameters: CLOSED } };
    const protocols = Object.values(TEMPLATES).map(({ protocol }) => protocol);
    const schemas = protocols
      .map((protocol) => outputSchemaOf(protocol, [tool]))
      .filter((schema) => schema !== undefined);
    const strict = schemas.map((schema) => strictSchema(schema as JsonObject)).filter((schema) => schema !== undefined);
    expect(strict.length).toBeGreaterThan(0);
    const ajv = new Ajv({ strict: false });
    for (const schema of strict) expect(ajv.validateSchema(schema)).toBe(true);
  });
});

describe("raw completions", () => {
  const raw: Sampling = { api: "completions", max_tokens: 9, logprobs: true, token_ids: true, top_p: 0.5 };

  test("a single user message is the prompt", async () => {
    expect(await sent({ ...USER, stop: ["\n"], sample: 2 }, raw, "openai")).toEqual({
      ...{ model: "m", prompt: "How?", stop: ["\n"], max_tokens: 9, top_p: 0.5, seed: 2, return_token_ids: true },
      logprobs: 1,
    });
  });

  test("a conversation goes through the model's chat template", async () => {
    const sampling = { ...raw, chat_template: CHATML };
    const vllm = await sent(CHAT, sampling, "vllm");
    expect(vllm).toMatchObject({ prompt: "<s><system>Be brief.<user>How?<assistant>", add_special_tokens: false });
    // Others put the first token before every text themselves.
    expect((await sent(CHAT, sampling))["prompt"]).toBe("<system>Be brief.<user>How?<assistant>");
  });

  test.each([
    ["a conversation without a template", CHAT, raw],
    ["native tools", { ...USER, tools: [] }, { ...raw, chat_template: CHATML }],
    [
      "a template that refuses",
      CHAT,
      { ...raw, chat_template: { ...CHATML, text: "{{ raise_exception('no system') }}" } },
    ],
  ])("%s is refused by name", async (_, request, sampling) => {
    const error = await sent(request, sampling).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EndpointError);
    expect(error).toMatchObject({ reason: "prompt_not_made", isForAll: false });
  });
});
