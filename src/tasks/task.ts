import { z } from "zod";
import type { JsonValue } from "../core/json/value.ts";
import { toolSchema } from "../core/tool-schema.ts";
import { LANGUAGES } from "../templates/template.ts";

/**
 * What a task asks for beside its question: `solvable` by calls; `no-tool` is to be answered without one; `tool-missing` lacks
 * the tool that it needs, `parameter-missing` a value that only the user knows (ask for it); `infeasible` cannot be done, and
 * the agent is to say so.
 */
export const TASK_KINDS = ["solvable", "no-tool", "tool-missing", "parameter-missing", "infeasible"] as const;
/** What a task asks for: one of {@link TASK_KINDS}. */
export type TaskKind = (typeof TASK_KINDS)[number];

/** How a task came to be that a model wrote. */
export const originSchema = z.strictObject({
  method: z.literal("self-instruct"),
  from: z.enum(["tables", "graph", "apis"]),
  model: z.string(),
  persona: z.string(),
  /** The level of the task that was asked for. */
  difficulty: z.int().min(1).max(5),
  seed: z.int(),
  /** SHA-256 over what it is about. */
  source: z.string(),
  /** What was asked of the model again, since its first words could not be taken. */
  repairs: z.int().min(0),
});
/** How a task came to be: see {@link originSchema}. */
export type Origin = z.infer<typeof originSchema>;

/** A query with its tools, and all that is needed to open its world again: the same task gives the same world. */
export const taskSchema = z.strictObject({
  id: z.string().min(1),
  /** Which environment opens its world; "query" has none. */
  environment: z.string(),
  language: z.enum(LANGUAGES),
  query: z.string(),
  tools: z.array(toolSchema),
  kind: z.enum(TASK_KINDS).optional(),
  /** 1 (easy) to 5 (hard). */
  level: z.int().min(1).max(5).optional(),
  split: z.enum(["train", "test"]).optional(),
  /** What day it is in the task's world (YYYY-MM-DD); prompts say it where their template says a date. */
  date: z.iso.date().optional(),
  knowledge: z.array(z.string()).optional(),
  history: z.array(z.strictObject({ query: z.string(), answer: z.string() })).optional(),
  /** For evaluation alone: nothing is generated from it. */
  eval_only: z.boolean().optional(),
  licence: z.string().optional(),
  /** Absent for a task that no model wrote. */
  origin: originSchema.optional(),
  /** What the environment made of its seed; opaque to all others. */
  world: z.custom<JsonValue>((value) => value !== undefined).optional(),
});
/** A task: see {@link taskSchema}. */
export type Task = z.infer<typeof taskSchema>;
