import { z } from "zod";
import { BEHAVIOUR_NAMES } from "./behaviours.ts";
import type { Protocol } from "./protocol/protocol.ts";
import { protocolSchema } from "./protocol/protocol-schema.ts";
import { TOOL_RENDERINGS, type ToolRenderingName } from "./protocol/tool-list/render-tools.ts";
import { SLOTS } from "./slots.ts";

/** The languages that templates are written in. */
export const LANGUAGES = ["en", "zh"] as const;
/** A language that templates are written in. */
export type Language = (typeof LANGUAGES)[number];

/** What a prompt asks a model to do at one step. Source: the abilities of KAgentInstruct. */
export const ABILITIES = ["plan", "tool-use", "reflection", "conclusion", "profile"] as const;
/** What a prompt asks a model to do at one step: one of {@link ABILITIES}. */
export type Ability = (typeof ABILITIES)[number];

const source = z.string().max(20_000);

/** How the slots become messages. */
const layoutSchema = z.discriminatedUnion("kind", [
  /** One prompt, in which each slot stands once. */
  z.strictObject({ kind: z.literal("prompt"), body: source }),
  /** A system message and a first user message, each slot in one of them; the steps follow as turns. */
  z.strictObject({ kind: z.literal("chat"), system: source, user: source }),
]);

/**
 * A prompt template as data: the source of each slot, the body that puts them together, the protocol of the steps, and what
 * it demands of a trajectory that is shown under it. Sources are text with `{{ name }}`, `{% for %}` and `{% if %}`: see
 * `safe/` for what they may hold. Source: Meta-Agent Tuning (KwaiAgents).
 */
export const templateSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/),
  title: z.string().max(200),
  language: z.enum(LANGUAGES),
  ability: z.enum(ABILITIES),
  /** How it speaks, such as "plain" or "formal": an axis of the grid over which a library is spread. */
  tone: z.string().max(40),
  layout: layoutSchema,
  protocol: protocolSchema as z.ZodType<Protocol>,
  tool_rendering: z.enum(Object.keys(TOOL_RENDERINGS) as [ToolRenderingName, ...ToolRenderingName[]]),
  /**
   * Where the earlier steps of the episode stand: as text behind the prompt (or turns behind the first messages), or as
   * finished tasks in the memory slot.
   */
  episode: z.enum(["transcript", "finished-tasks"]),
  slots: z.strictObject(
    Object.fromEntries(SLOTS.map((slot) => [slot, source])) as Record<(typeof SLOTS)[number], typeof source>,
  ),
  demands: z.strictObject({
    /** What each agent step must say: a thought beside calls, and so on. */
    fields: z.array(z.enum(["thought", "ending_thought", "reasoning", "plan", "criticism", "reflection", "speak"])),
    behaviours: z.array(z.enum(BEHAVIOUR_NAMES)),
  }),
  /** Who wrote it. */
  origin: z.discriminatedUnion("by", [
    z.strictObject({ by: z.literal("library") }),
    z.strictObject({ by: z.literal("grammar"), seed: z.int(), number: z.int() }),
    z.strictObject({
      by: z.literal("model"),
      model: z.string(),
      seed: z.int().optional(),
      /** Which attempt of that seed it was. */
      number: z.int().optional(),
      /** Which prompt asked for it. */
      prompt: z.string().optional(),
      /** How often it had to be mended. */
      repairs: z.int().optional(),
      /** What the model was shown: queries, and names of tools. */
      queries: z.array(z.string()).optional(),
      tools: z.array(z.string()).optional(),
    }),
    z.strictObject({ by: z.literal("user") }),
  ]),
});
/** A prompt template: see {@link templateSchema}. */
export type PromptTemplate = z.infer<typeof templateSchema>;
