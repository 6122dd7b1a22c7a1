import { UsageError } from "../core/errors.ts";
import { isObject, type JsonObject, type JsonValue } from "../core/json/value.ts";
import { ownField, type Sampling } from "../llm/endpoint/sampling.ts";
import type { Connection } from "../pipeline/connection/connection.ts";
import { type ConnectionWords, connectionIn } from "../pipeline/connection/connection-words.ts";
import { rawSampling } from "../pipeline/raw-sampling.ts";
import { requireAtLeastOne } from "./require-at-least-one.ts";

/** The flags that say where a model is served. */
export const connectionOptionTable = {
  "base-url": {
    type: "list",
    value: "URL",
    commas: false,
    summary: "Where the model is served, such as http://127.0.0.1:8000/v1; of several, #weight=2 gives one more",
  },
  preset: {
    type: "text",
    value: "KIND",
    summary:
      "What kind of server: openai, azure, vllm, sglang, tgi, llama.cpp, ollama, dashscope, modelscope, zhipu, or any",
  },
  "api-key-env": {
    type: "text",
    value: "NAME",
    summary: "The variable that holds the key; the preset's own, or MAT_API_KEY, if absent",
  },
  "api-key-file": { type: "text", value: "FILE", summary: "A file that holds the key" },
  stream: { type: "flag", summary: "Take replies as streams" },
  stall: {
    type: "number",
    value: "SECONDS",
    summary: "Give a request up when nothing arrives for so long, 0 never; 120 with --stream, else 1800",
  },
  "in-flight": { type: "number", value: "N", summary: "Requests in flight to one server, at most; 256 if absent" },
  batch: {
    type: "flag",
    summary: "Ask in batches, through the provider's batch API: cheaper, and slower; RUN/batches notes them",
  },
  rpm: { type: "number", value: "N", summary: "Requests a minute to one server, at most" },
  tpm: { type: "number", value: "N", summary: "Tokens a minute to one server, at most" },
  cache: {
    type: "text",
    value: "FOLDER",
    summary: "Where completions are kept as they came, and looked for; RUN/cache if absent, off for none",
  },
  replay: {
    type: "flag",
    summary: "Answer from the cache alone: no server and no key are needed, and nothing is sent",
  },
  prices: { type: "text", value: "FILE", summary: "What models cost, in YAML or JSON: configs/prices/example.yaml" },
  "max-usd": { type: "text", value: "USD", summary: "Stop when so much is spent, earlier calls included" },
  "max-tokens": {
    type: "number",
    value: "N",
    summary: "Stop when all prompts and replies together have so many tokens, earlier calls included",
  },
} as const;

/** The flags that say how a served model is asked: they are part of a run's plan. */
export const samplingOptionTable = {
  temperature: { type: "text", value: "T", summary: "Temperature of a served model; the server's own if absent" },
  "top-p": { type: "text", value: "P", summary: "Nucleus sampling; the server's own if absent" },
  "max-reply-tokens": { type: "number", value: "N", summary: "Tokens of one reply, at most" },
  "max-prompt-tokens": {
    type: "number",
    value: "N",
    summary: "Tokens of one prompt, at most: past that the memory is cut",
  },
  api: {
    type: "text",
    value: "API",
    choices: ["chat", "completions"],
    summary: "chat, if absent; completions goes on with one text, and needs --max-reply-tokens",
  },
  "chat-template": {
    type: "text",
    value: "FILE",
    summary:
      "How a conversation becomes that text: the model's chat_template.jinja, tokenizer_config.json, or their folder",
  },
  guided: {
    type: "flag",
    summary: "Send the JSON Schema of a step along, where the template's protocol is JSON",
  },
  body: { type: "text", value: "JSON", summary: "Further fields of each request, as the server knows them" },
  "token-ids": { type: "flag", summary: "Keep the ids of tokens, where the server gives them (vLLM)" },
  logprobs: { type: "flag", summary: "Keep log-probabilities" },
  "send-slots": { type: "flag", summary: "Send a prompt's parts beside it, for mat serve teacher" },
} as const;

interface ConnectionFlags extends Omit<ConnectionWords, "max-usd"> {
  readonly "max-usd"?: string | undefined;
}

/** Flags that mean nothing to a model that comes with mat, and that nobody wants to be passed over. */
const OF_SERVED_MODELS = ["cache", "prices", "max-usd", "max-tokens"] as const;

/** What {@link connectionOptionTable} was given; undefined where no server is named. */
export function connectionOf(options: ConnectionFlags): Connection | undefined {
  requireAtLeastOne(options, ["in-flight", "rpm", "tpm", "max-tokens"]);
  if ((options.stall ?? 0) < 0) throw new UsageError("--stall must not be negative", "0 waits for ever.");
  if (options["base-url"].length === 0 && options.preset === undefined && !options.replay) {
    const idle = OF_SERVED_MODELS.find((name) => options[name] !== undefined);
    if (idle === undefined) return undefined;
    throw new UsageError(`--${idle} is for models on servers`, "Say where it is: --base-url or --preset.");
  }
  if (options.replay && options.cache === "off")
    throw new UsageError("--replay answers from the cache, and --cache is off", "Name the cache: --cache FOLDER.");
  const maxUsd = options["max-usd"];
  return connectionIn({
    ...options,
    "max-usd": maxUsd === undefined ? undefined : fraction("max-usd", maxUsd, Number.MIN_VALUE, Number.MAX_VALUE),
  });
}

interface SamplingWords {
  readonly temperature?: string | undefined;
  readonly "top-p"?: string | undefined;
  readonly "max-reply-tokens"?: number | undefined;
  readonly api?: string | undefined;
  readonly "chat-template"?: string | undefined;
  readonly guided: boolean;
  readonly body?: string | undefined;
  readonly "token-ids": boolean;
  readonly logprobs: boolean;
  readonly "send-slots": boolean;
}

/** What {@link samplingOptionTable} was given. */
export function samplingOf(options: SamplingWords): Sampling {
  const { temperature, "top-p": topP, "max-reply-tokens": maxTokens, body } = options;
  requireAtLeastOne(options, ["max-reply-tokens"]);
  return {
    ...(temperature === undefined ? {} : { temperature: fraction("temperature", temperature, 0, 2) }),
    ...(topP === undefined ? {} : { top_p: fraction("top-p", topP, Number.MIN_VALUE, 1) }),
    ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
    ...rawSampling(options.api, options["chat-template"]),
    ...(options.guided ? { guided: true } : {}),
    ...(body === undefined ? {} : { body: furtherFields(body) }),
    ...(options["token-ids"] ? { token_ids: true } : {}),
    ...(options.logprobs ? { logprobs: true } : {}),
    ...(options["send-slots"] ? { slots: true } : {}),
  };
}

function fraction(name: string, text: string, least: number, most: number): number {
  const value = /^\d*\.?\d+(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  const range = most === Number.MAX_VALUE ? "a number above 0" : `a number up to ${most}`;
  throw new UsageError(`--${name} cannot be "${text}"`, `It is ${range}.`);
}

function furtherFields(text: string): JsonObject {
  const body = valueIn(text);
  if (!isObject(body)) throw new UsageError("--body is no JSON object", `Write for example --body '{"top_k": 20}'.`);
  const own = ownField(body);
  if (own === undefined) return body;
  throw new UsageError(`--body has "${own}", which is said in another way`, OWN_FIX[own] ?? "Leave it out.");
}

function valueIn(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

const OWN_FIX: Readonly<Record<string, string>> = {
  model: "Leave it out: --model NAME.",
  stream: "Leave it out: --stream.",
  n: "Leave it out: several episodes of a task are --per-task K.",
};
