import { z } from "zod";
import { SLOTS, type SlotName } from "../../slots.ts";
import type { PromptTemplate } from "../../template.ts";
import type { Attempt } from "./plan-attempt.ts";
import { type ProtocolWords, shapeOf, wordsOf } from "./protocol-words.ts";

/** What a model is to write: the words of the protocol, the slots, and the body or the two messages. */
export interface WrittenTemplate {
  readonly protocol: ProtocolWords;
  readonly slots: Readonly<Record<SlotName, string>>;
  readonly body?: string;
  readonly system?: string;
  readonly user?: string;
}

/** The example of an attempt in the shape in which a model is to reply. */
export function exampleReply({ protocol, slots, layout }: Attempt["example"]): WrittenTemplate {
  const { kind: _, ...sources } = layout;
  return { protocol: wordsOf(protocol), slots, ...sources };
}

/** The shape of the reply to an attempt: texts alone, since servers that decode by a schema know little more. */
export function replyShape({ example }: Attempt): z.ZodType<WrittenTemplate> {
  const sources = sourceNames(example.layout).map((name) => [name, z.string()]);
  const shape = {
    protocol: shapeOf(wordsOf(example.protocol)),
    slots: z.strictObject(Object.fromEntries(SLOTS.map((slot) => [slot, z.string()]))),
    ...Object.fromEntries(sources),
  };
  return z.strictObject(shape) as unknown as z.ZodType<WrittenTemplate>;
}

/** The names of a layout's sources: `body`, or `system` and `user`. */
export function sourceNames({ kind }: PromptTemplate["layout"]): readonly ("body" | "system" | "user")[] {
  return kind === "prompt" ? ["body"] : ["system", "user"];
}
