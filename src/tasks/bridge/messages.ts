import { z } from "zod";
import type { JsonObject } from "../../core/json/value.ts";
import { toolSchema } from "../../core/tool-schema.ts";

/** What mat and the host program must agree on; another number, another language. */
export const PROTOCOL = 1;

const callSchema = z.object({
  name: z.string(),
  arguments: z.custom<JsonObject>((value) => typeof value === "object" && value !== null && !Array.isArray(value)),
});

const stepSchema = z
  .strictObject({
    thought: z.string().optional(),
    calls: z.array(callSchema).default([]),
    answer: z.string().optional(),
    give_up: z.string().optional(),
  })
  .transform(({ calls, ...said }) => ({
    calls,
    ...(Object.fromEntries(Object.entries(said).filter(([, text]) => text !== undefined)) as {
      readonly thought?: string;
      readonly answer?: string;
      readonly give_up?: string;
    }),
  }));

/** What an answer to each request looks like: docs/python-environments.md says the same in words. */
export const ANSWERS = {
  hello: z.object({ protocol: z.literal(PROTOCOL), python: z.string() }),
  list: z.object({
    tasks: z.array(
      z.strictObject({
        id: z.string().min(1),
        level: z.int().min(1).max(5).optional(),
        split: z.enum(["train", "test"]).optional(),
        licence: z.string().optional(),
      }),
    ),
  }),
  reset: z.object({
    tools: z
      .array(toolSchema)
      .refine((tools) => tools.every(({ name }) => name !== ""), "a tool has no name")
      .refine((tools) => new Set(tools.map(({ name }) => name)).size === tools.length, "two tools have one name"),
    observation: z.string(),
  }),
  solution: z.object({ steps: z.array(stepSchema) }),
  step: z.object({
    observations: z.array(
      z.strictObject({ content: z.string(), failed: z.boolean().default(false), reward: z.number().optional() }),
    ),
    done: z.boolean(),
  }),
  reply: z.object({ message: z.string().nullable() }),
  score: z.strictObject({
    reward: z.number().min(0).max(1),
    checks: z.record(z.string(), z.boolean()).default({}),
    unjudged: z.literal(true).optional(),
  }),
};

/** What can be asked of an environment. */
export type Operation = keyof typeof ANSWERS;
/** The answer to a request. */
export type Answer<O extends Operation> = z.infer<(typeof ANSWERS)[O]>;
