import { z } from "zod";
import { MalformedInputError } from "../core/errors.ts";
import { canonicalJson, sha256 } from "../core/hash.ts";
import type { JsonValue } from "../core/json/value.ts";
import { samplingSchema } from "../llm/endpoint/sampling.ts";
import { LANGUAGES } from "../templates/template.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const positive = z.int().min(1);

/** Where the tasks of a run come from. */
export const taskSpecSchema = z.discriminatedUnion("kind", [
  /** Made by environments that come with mat, in turn. */
  z.strictObject({
    kind: z.literal("builtin"),
    environments: z.array(z.string()).min(1),
    languages: z.array(z.enum(LANGUAGES)).min(1),
    levels: z.array(z.int().min(1).max(5)).min(1),
    split: z.enum(["train", "test"]),
  }),
  /** Read from a file, or from several one after the other; paths are seen from the run's folder, and decide nothing. */
  z.strictObject({
    kind: z.literal("file"),
    path: z.string(),
    /** Those after the first. */
    more_paths: z.array(z.string()).min(1).optional(),
    sha256: hash,
    tasks: positive,
    /** Of the tasks that say so; absent where none does. */
    licences: z.array(z.string()).min(1).optional(),
  }),
]);
/** Where the tasks of a run come from: see {@link taskSpecSchema}. */
export type TaskSpec = z.infer<typeof taskSpecSchema>;

/** `plan.json`: all that decides the bytes of a run's shards, and how it is cut into them. */
export const planSchema = z.strictObject({
  plan_version: z.literal(1),
  created_by: z.strictObject({ name: z.string(), version: z.string() }),
  tasks: taskSpecSchema,
  /** `path` is the library that they are from, as seen from the run's folder; null for those that come with mat. */
  templates: z.strictObject({
    path: z.string().nullable(),
    chosen: z.array(z.strictObject({ id: z.string(), sha256: hash })).min(1),
  }),
  /** Tools of the user's own; the paths decide nothing. Absent where there are none. */
  tools: z.strictObject({ paths: z.array(z.string()), sha256: z.array(hash).min(1) }).optional(),
  /** Environments outside of mat that open the worlds of tasks; the paths decide nothing. Absent where there are none. */
  environments: z
    .strictObject({
      paths: z.array(z.string()),
      sha256: z.array(hash).min(1),
      about: z.array(
        z.strictObject({
          name: z.string(),
          title: z.string(),
          licence: z.string(),
          split: z.enum(["train", "test"]),
          eval_only: z.boolean(),
        }),
      ),
    })
    .optional(),
  /** MCP servers, and their tools by what they said of them; how they are started or reached decides nothing. */
  mcp: z
    .array(
      z.strictObject({
        server: z.string(),
        timeout_seconds: z.number(),
        max_output_bytes: positive,
        tools: z.array(z.strictObject({ name: z.string(), sha256: hash })),
      }),
    )
    .min(1)
    .optional(),
  /** What calls of tools are recorded on, or come from; absent where there is nothing of that kind. */
  cassette: z
    .discriminatedUnion("mode", [
      /** `folder`, as seen from the run's, has been filling since then. */
      z.strictObject({ mode: z.literal("record"), folder: z.string() }),
      /** The path decides nothing. */
      z.strictObject({ mode: z.literal("replay"), path: z.string(), sha256: hash }),
    ])
    .optional(),
  model: z.string(),
  /** How the model is asked, where it answers on a server; absent for those that come with mat. */
  served: samplingSchema.optional(),
  /** Errors that the model is to make on purpose, and how likely each is at a step. */
  errors: z.record(z.string(), z.number()),
  seed: z.int().min(0).max(0xffffffff),
  /** Episodes: a task under a template. */
  episodes: positive,
  /** Episodes of one task. */
  per_task: positive,
  /** Episodes of one shard. */
  shard_size: positive,
  limits: z.record(z.string(), z.number()),
  /** The run's clock: what prompts say the date is. */
  date: z.string(),
  /** Keep the first so many episodes, in the order of the plan, that pass these filters; null keeps all. */
  accept: z
    .strictObject({
      rows: positive,
      filters: z.array(
        z.record(
          z.string(),
          z.custom<JsonValue>((value) => value !== undefined),
        ),
      ),
    })
    .nullable(),
});
/** What a run is to do: see {@link planSchema}. */
export type Plan = z.infer<typeof planSchema>;

/** A plan as it stands on disk; the same plan always gives the same text. */
export function formatPlan(plan: Plan): string {
  return `${JSON.stringify(planSchema.parse(plan), null, 2)}\n`;
}

/** The plan that this text holds; `file` is for the error. Throws MalformedInputError where it is none. */
export function parsePlan(text: string, file: string): Plan {
  try {
    return planSchema.parse(JSON.parse(text));
  } catch (cause) {
    const problem = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
    throw new MalformedInputError(
      `it is no plan of a run: ${problem}`,
      "Begin the run again in another folder.",
      { file },
      { cause },
    );
  }
}

/** The episodes of a shard: from the first up to, not including, the end. */
export function shardRange(
  { episodes, shard_size }: Plan,
  shard: number,
): { readonly first: number; readonly end: number } {
  const first = shard * shard_size;
  return { first, end: Math.min(first + shard_size, episodes) };
}

/** Into how many shards the plan is cut. */
export function shardCount({ episodes, shard_size }: Plan): number {
  return Math.ceil(episodes / shard_size);
}

/** The plan as a dataset's manifest keeps it: of many templates their number and one hash. */
export function planSummary({ templates, ...plan }: Plan): JsonValue {
  const { chosen, ...source } = templates;
  return {
    ...plan,
    templates: { ...source, count: chosen.length, sha256: sha256(canonicalJson(chosen)) },
  } as JsonValue;
}
