import { z } from "zod";
import type { JsonValue } from "../../core/json/value.ts";
import { chatTemplateSchema } from "../chat-template/chat-template.ts";

/** Fields of a request that are said in other ways: what they would say here is priced, read and replayed wrongly. */
const OWN_FIELDS = ["model", "messages", "prompt", "tools", "stream", "n"];

/** The first field of a body that is not to be given as a further one; undefined where there is none. */
export function ownField(body: Readonly<Record<string, unknown>>): string | undefined {
  return OWN_FIELDS.find((name) => Object.hasOwn(body, name));
}

/** How a model is asked: part of a run's plan, since it decides what the model says. */
export const samplingSchema = z.strictObject({
  temperature: z.number().min(0).max(2).optional(),
  top_p: z.number().gt(0).max(1).optional(),
  /** Tokens of one completion, at most. */
  max_tokens: z.int().min(1).optional(),
  /** Which API: chats unless "completions", which take one text and go on with it. */
  api: z.enum(["chat", "completions"]).optional(),
  /** How a conversation becomes the text of a raw completion; absent: only a single user message does, as it is. */
  chat_template: chatTemplateSchema.optional(),
  /** Send the JSON Schema of a step along, where the template's protocol has one. */
  guided: z.boolean().optional(),
  /** Further fields of the request's body, as the server knows them. */
  body: z
    .record(
      z.string(),
      z.custom<JsonValue>((value) => value !== undefined),
    )
    .refine((body) => ownField(body) === undefined, `${OWN_FIELDS.join(", ")} are no further fields`)
    .optional(),
  /** Ask for token ids (vLLM's `return_token_ids`). */
  token_ids: z.boolean().optional(),
  /** Ask for log-probabilities. */
  logprobs: z.boolean().optional(),
  /** Send the rendered slots beside the messages: for servers of embedded teachers. */
  slots: z.boolean().optional(),
});
/** How a model is asked: see {@link samplingSchema}. */
export type Sampling = z.infer<typeof samplingSchema>;
