import type { ToolDefinition } from "../../core/tool.ts";
import { encodeStep } from "../protocol/encode-step.ts";
import { showObservation } from "../protocol/observation.ts";
import type { Protocol } from "../protocol/protocol.ts";
import { isRefusal, type Refusal } from "../protocol/refusal.ts";
import type { EpisodeStep } from "./prompt-state.ts";

/** A step in a protocol: what the agent wrote, and what it was shown then. */
export interface WrittenStep {
  readonly text: string;
  readonly observations: readonly string[];
  readonly trained: boolean;
  readonly lost: readonly string[];
}

/** Writes a step and its observations in a protocol, or says why that cannot be. */
export type StepWriter = (
  protocol: Protocol,
  step: EpisodeStep,
  tools: readonly ToolDefinition[],
) => WrittenStep | Refusal;

/** A {@link StepWriter} that remembers nothing. */
export const writeStep: StepWriter = (protocol, { step, observations, trained = true }, tools) => {
  const encoded = encodeStep(protocol, step, { tools });
  if (isRefusal(encoded)) return encoded;
  return {
    text: encoded.text,
    observations: observations.map((text) => showObservation(protocol, text)),
    trained,
    lost: encoded.lost.map((field) => PATHS[field]),
  };
};

/** Several steps in a protocol, or the first refusal. */
export function writeSteps(
  write: StepWriter,
  protocol: Protocol,
  steps: readonly EpisodeStep[],
  tools: readonly ToolDefinition[],
): WrittenStep[] | Refusal {
  const written: WrittenStep[] = [];
  for (const step of steps) {
    const one = write(protocol, step, tools);
    if (isRefusal(one)) return one;
    written.push(one);
  }
  return written;
}

/** A {@link StepWriter} for one protocol and one list of tools that writes each step object once. */
export function rememberingWriter(): StepWriter {
  const written = new Map<EpisodeStep, WrittenStep | Refusal>();
  return (protocol, step, tools) => {
    let one = written.get(step);
    if (one === undefined) {
      one = writeStep(protocol, step, tools);
      written.set(step, one);
    }
    return one;
  };
}

const PATHS = {
  reasoning_content: "steps[].reasoning_content",
  fields: "steps[].extra.mat.fields",
  arguments_text: "steps[].tool_calls[].extra.mat.arguments_text",
} as const;
