import { z } from "zod";
import { toolDefinitionSchema } from "./tool-schema.ts";

const extra = z.record(z.string(), z.unknown());

/**
 * What a source format said and ATIF cannot: kept on the step (or, for a whole row, on the trajectory) that it completes.
 * `of` is the hash of the canonical part; a residual whose hash no longer fits is discarded, never written.
 */
export const residualSchema = z.strictObject({
  /** Name of the format that this residual belongs to; no other format reads it. */
  format: z.string(),
  /** Hash of the canonical part that the patch completes. */
  of: z.string(),
  /** Structural patch from the canonical text to the source's text (see `core/json/patch`). */
  patch: z.unknown(),
});

/** A judgement on a step or a trajectory, by a reader, a filter or a judge. */
export const verdictSchema = z.strictObject({
  /** Who says so: `read:toolbench`, `filter:known-tools`. */
  by: z.string(),
  /** The reason's name, in snake_case. */
  reason: z.string(),
  detail: z.string().optional(),
});

/** How a trajectory ends at a step: with an answer to the user, or by giving up. */
export const finishSchema = z.enum(["answer", "give_up"]);

/** Our data on a step, at `step.extra.mat`. */
export const stepMatSchema = z.strictObject({
  /** Does this step get loss? Absent means: yes for agent steps, no for all others. */
  train: z.boolean().optional(),
  /** Set on a step without tool calls that ends the episode on purpose (a ToolBench `Finish`, a `give_up`). */
  finish: finishSchema.optional(),
  /** The thought beside a final answer or a give-up (`message` is the visible answer). */
  thought: z.string().optional(),
  /** What else the agent said beside its thought, by name, such as `plan`, `criticism`, `reflection` or `speak`. */
  fields: z.record(z.string(), z.string()).optional(),
  /** The thought was put together by an embedded teacher, not reasoned by a model. */
  synthetic_thought: z.boolean().optional(),
  verdicts: z.array(verdictSchema).optional(),
  raw: z.array(residualSchema).optional(),
});

/** Our data on a tool call, at `tool_call.extra.mat`. */
export const toolCallMatSchema = z.strictObject({
  /** The arguments as the source spelled them, where `JSON.stringify` of the parsed object is another text or the text is no object. */
  arguments_text: z.string().optional(),
});

/** Our data on a trajectory, at `trajectory.extra.mat`. */
export const trajectoryMatSchema = z.looseObject({
  /** The format that it was read from, where that decides how it is written. */
  source_format: z.string().optional(),
  /** Set when the trajectory is one GLPFT training instance: its last step is all that trains, for this role. */
  glpft_role: z.enum(["backbone", "planner", "caller", "summarizer"]).optional(),
  task_id: z.string().optional(),
  template_id: z.string().optional(),
  /** What day it was in the task's world, where that has a day of its own; prompts say it. */
  date: z.string().optional(),
  /** The protocol in which its agent steps were written, where they were read from text. */
  protocol: z.string().optional(),
  teacher: z.string().optional(),
  /** 0 (failed) to 1 (solved). */
  reward: z.number().min(0).max(1).optional(),
  verdicts: z.array(verdictSchema).optional(),
  raw: z.array(residualSchema).optional(),
});

const withMat = <T extends z.ZodType>(mat: T) => z.looseObject({ mat: mat.optional() });

/** One part of a message or an observation that holds more than text. */
export const contentPartSchema = z.strictObject({
  type: z.enum(["text", "image"]),
  text: z.string().optional(),
  source: z.strictObject({ media_type: z.string(), path: z.string().optional() }).optional(),
});
/** The content of a message or observation: text, or parts. */
export const contentSchema = z.union([z.string(), z.array(contentPartSchema)]);

/** A call of a tool: ATIF `tool_calls[]`. */
export const toolCallSchema = z.strictObject({
  tool_call_id: z.string(),
  function_name: z.string(),
  arguments: z.record(z.string(), z.unknown()),
  extra: withMat(toolCallMatSchema).optional(),
});

/** What one tool call (or the environment, without a `source_call_id`) gave back: ATIF `observation.results[]`. */
export const observationResultSchema = z.strictObject({
  source_call_id: z.string().nullish(),
  content: contentSchema.nullish(),
  subagent_trajectory_ref: z.unknown().optional(),
  extra: extra.optional(),
});

/** All that came back after a step: ATIF `observation`. */
export const observationSchema = z.strictObject({ results: z.array(observationResultSchema), extra: extra.optional() });

/** Tokens and cost of one step: ATIF `metrics`. */
export const metricsSchema = z.strictObject({
  prompt_tokens: z.number().nullish(),
  completion_tokens: z.number().nullish(),
  cached_tokens: z.number().nullish(),
  /** US dollars. */
  cost_usd: z.number().nullish(),
  /** US dollars, under the name that some writers use. */
  cost: z.number().nullish(),
  prompt_token_ids: z.array(z.number()).nullish(),
  completion_token_ids: z.array(z.number()).nullish(),
  logprobs: z.array(z.unknown()).nullish(),
  extra: extra.nullish(),
});

/**
 * One step: ATIF `steps[]`. `message` is the visible text: the thought of a step that calls tools, the answer of one that
 * does not. `reasoning_content` is the model's own reasoning channel only.
 */
export const stepSchema = z.strictObject({
  /** 1, 2, 3, ... without gaps. */
  step_id: z.int().min(1),
  /** ISO 8601. */
  timestamp: z.string().nullish(),
  source: z.enum(["system", "user", "agent"]),
  message: contentSchema,
  model_name: z.string().nullish(),
  reasoning_effort: z.union([z.string(), z.number()]).nullish(),
  reasoning_content: z.string().nullish(),
  tool_calls: z.array(toolCallSchema).nullish(),
  observation: observationSchema.nullish(),
  metrics: metricsSchema.nullish(),
  llm_call_count: z.number().nullish(),
  is_copied_context: z.boolean().nullish(),
  extra: withMat(stepMatSchema).nullish(),
});

/** Who acted: ATIF `agent`. */
export const agentSchema = z.strictObject({
  name: z.string(),
  version: z.string(),
  model_name: z.string().nullish(),
  tool_definitions: z.array(toolDefinitionSchema).nullish(),
  extra: extra.nullish(),
});

/** A whole episode as ATIF-v1.7 has it; our own data lives in `extra.mat`. Source: the ATIF 1.7 specification. */
export const trajectorySchema = z.strictObject({
  schema_version: z.string().regex(/^ATIF-v1\.\d+$/),
  session_id: z.string().nullish(),
  trajectory_id: z.string().nullish(),
  agent: agentSchema,
  steps: z.array(stepSchema).min(1),
  notes: z.string().nullish(),
  final_metrics: z
    .strictObject({
      total_prompt_tokens: z.number().nullish(),
      total_completion_tokens: z.number().nullish(),
      total_cached_tokens: z.number().nullish(),
      total_cost_usd: z.number().nullish(),
      total_steps: z.number().nullish(),
      extra: extra.nullish(),
    })
    .nullish(),
  continued_trajectory_ref: z.string().nullish(),
  subagent_trajectories: z.array(z.unknown()).nullish(),
  extra: withMat(trajectoryMatSchema).nullish(),
});
