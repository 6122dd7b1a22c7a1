import { z } from "zod";

const text = z.looseObject({ type: z.literal("text"), text: z.string() });
const image = z.looseObject({ type: z.literal("image_url"), image_url: z.looseObject({ url: z.string() }) });
const content = z.union([z.string(), z.array(z.union([text, image]))]);
const call = z.looseObject({
  id: z.string(),
  type: z.literal("function"),
  function: z.looseObject({ name: z.string(), arguments: z.string() }),
});
const message = z.discriminatedUnion("role", [
  z.looseObject({ role: z.enum(["system", "developer", "user"]), content }),
  z.looseObject({
    role: z.literal("assistant"),
    content: content.nullish(),
    reasoning_content: z.string().nullish(),
    tool_calls: z.array(call).optional(),
    /** 0: no loss on this message, 1: loss. */
    weight: z.union([z.literal(0), z.literal(1)]).optional(),
  }),
  z.looseObject({ role: z.literal("tool"), tool_call_id: z.string(), content }),
]);
const tool = z.looseObject({
  type: z.literal("function"),
  function: z.looseObject({ name: z.string(), description: z.string().optional(), parameters: z.unknown().optional() }),
});

/**
 * A row as it is when nothing is odd, and as our writer makes it; the reader takes more (see docs/formats/openai.md).
 * Source: OpenAI's API reference, chat completions and supervised fine-tuning.
 */
export const rowSchema = z.looseObject({ messages: z.array(message).min(1), tools: z.array(tool).optional() });

/** What `mat import --from openai` takes. */
export const readOptionsSchema = z.strictObject({});
/** What `mat export --format openai` takes. */
export const writeOptionsSchema = z.strictObject({});
