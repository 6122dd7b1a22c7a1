import { z } from "zod";
import { type Sampling, samplingSchema } from "../../../llm/endpoint/sampling.ts";
import type { Connection } from "../../connection/connection.ts";
import { connectionIn } from "../../connection/connection-words.ts";
import { rawSampling } from "../../raw-sampling.ts";
import { listOf, positive, texts } from "./option-schemas.ts";

/** Where a stage's model is served: the flags of `mat generate`, as keys. */
export const serverSchema = z.strictObject({
  "base-url": texts.optional().describe("Where the model is served, such as http://127.0.0.1:8000/v1"),
  preset: z.string().optional().describe("What kind of server it is"),
  "api-key-env": z.string().optional().describe("The variable that holds the key"),
  "api-key-file": z.string().optional().describe("A file that holds the key"),
  stream: z.boolean().optional().describe("Take replies as streams"),
  stall: z.int().min(0).optional().describe("Seconds without a byte after which a request is given up"),
  "in-flight": positive.optional().describe("Requests in flight to one server, at most"),
  batch: z.boolean().optional().describe("Ask in batches, through the provider's batch API"),
  rpm: positive.optional().describe("Requests a minute, at most"),
  tpm: positive.optional().describe("Tokens a minute, at most"),
  cache: z.string().min(1).optional().describe("Where completions are kept as they came; `off` for none"),
  replay: z.boolean().optional().describe("Answer from the cache alone"),
  prices: z.string().optional().describe("A file that says what models cost"),
  "max-usd": z.number().gt(0).optional().describe("Stop when so much is spent"),
  "max-tokens": positive.optional().describe("Stop when all prompts and replies together have so many tokens"),
});

const { shape } = samplingSchema;

/** How a served model is asked: the flags of `mat generate`, as keys. */
export const stageSamplingSchema = z.strictObject({
  temperature: shape.temperature,
  "top-p": shape.top_p,
  "max-tokens": shape.max_tokens,
  api: shape.api,
  "chat-template": z.string().optional().describe("The model's chat template: its file or folder"),
  guided: shape.guided,
  body: shape.body,
  "token-ids": shape.token_ids,
  logprobs: shape.logprobs,
  "send-slots": shape.slots,
});

/** What {@link serverSchema} holds, as the library takes it; undefined where no server is named. */
export function stageConnection(server: z.infer<typeof serverSchema> | undefined): Connection | undefined {
  if (server === undefined) return undefined;
  return connectionIn({ ...server, "base-url": listOf(server["base-url"]) });
}

/** What {@link stageSamplingSchema} holds, as the library takes it. */
export function stageSampling(given: z.infer<typeof stageSamplingSchema> = {}): Sampling {
  const { "top-p": top_p, "max-tokens": max_tokens, "token-ids": token_ids, "send-slots": slots, ...more } = given;
  const { api, "chat-template": template, ...rest } = more;
  const named = { ...rest, top_p, max_tokens, token_ids, slots, ...rawSampling(api, template) };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)) as Sampling;
}
