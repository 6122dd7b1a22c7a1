import type { z } from "zod";
import type { ToolDefinition } from "./tool.ts";
import type {
  agentSchema,
  contentSchema,
  finishSchema,
  observationResultSchema,
  observationSchema,
  residualSchema,
  stepMatSchema,
  stepSchema,
  toolCallMatSchema,
  toolCallSchema,
  trajectoryMatSchema,
  trajectorySchema,
  verdictSchema,
} from "./trajectory-schema.ts";

/** The ATIF version that trajectories made here carry. Source: the Agent Trajectory Interchange Format, version 1.7. */
export const ATIF_VERSION = "ATIF-v1.7";

/** One residual: see {@link residualSchema}. */
export type Residual = z.infer<typeof residualSchema>;
/** One verdict: see {@link verdictSchema}. */
export type Verdict = z.infer<typeof verdictSchema>;
/** How an episode ended: see {@link finishSchema}. */
export type Finish = z.infer<typeof finishSchema>;
/** Our data on a step: see {@link stepMatSchema}. */
export type StepMat = z.infer<typeof stepMatSchema>;
/** Our data on a tool call: see {@link toolCallMatSchema}. */
export type ToolCallMat = z.infer<typeof toolCallMatSchema>;
/** Our data on a trajectory: see {@link trajectoryMatSchema}. */
export type TrajectoryMat = z.infer<typeof trajectoryMatSchema>;
/** The content of a message or observation: text, or parts. */
export type Content = z.infer<typeof contentSchema>;
/** A call of a tool: see {@link toolCallSchema}. */
export type ToolCall = z.infer<typeof toolCallSchema>;
/** One result of an observation: see {@link observationResultSchema}. */
export type ObservationResult = z.infer<typeof observationResultSchema>;
/** All that came back after a step: see {@link observationSchema}. */
export type Observation = z.infer<typeof observationSchema>;
/** One step: see {@link stepSchema}. */
export type Step = z.infer<typeof stepSchema>;
/** Who acted: see {@link agentSchema}. */
export type Agent = z.infer<typeof agentSchema>;
/** A whole episode: see {@link trajectorySchema}. */
export type Trajectory = z.infer<typeof trajectorySchema>;

/** The tools that a trajectory's agent could call, in order; empty when it had none. */
export function toolsOf(trajectory: Trajectory): readonly ToolDefinition[] {
  return trajectory.agent.tool_definitions ?? [];
}

/** Does this step get loss? `extra.mat.train` decides; without it agent steps do and others do not. */
export function isTrained(step: Step): boolean {
  return step.extra?.mat?.train ?? step.source === "agent";
}

/** A message or observation as text: the text parts joined by newlines, images left out; absent content is "". */
export function textOf(content: Content | null | undefined): string {
  if (content === null || content === undefined) return "";
  if (typeof content === "string") return content;
  return content.flatMap((part) => (part.type === "text" ? [part.text ?? ""] : [])).join("\n");
}

/**
 * How an episode ends at this step: the step's own mark, else "answer" for an agent's last step that calls no tool,
 * else undefined (the episode goes on, or stops without an answer).
 */
export function finishOf(trajectory: Trajectory, index: number): Finish | undefined {
  const step = trajectory.steps[index];
  if (step === undefined || step.source !== "agent" || (step.tool_calls?.length ?? 0) > 0) return undefined;
  return step.extra?.mat?.finish ?? (index === trajectory.steps.length - 1 ? "answer" : undefined);
}
