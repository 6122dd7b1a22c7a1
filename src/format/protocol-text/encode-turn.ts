import { type Trajectory, textOf, toolsOf } from "../../core/trajectory.ts";
import { spokenStep } from "../../templates/prompt/state-at.ts";
import { encodeStep } from "../../templates/protocol/encode-step.ts";
import type { Protocol } from "../../templates/protocol/protocol.ts";
import { isRefusal, type Refusal } from "../../templates/protocol/refusal.ts";

/** The text of an agent step in a protocol. */
export interface EncodedTurn {
  /** Where the protocol refuses the step: its message. */
  readonly text: string;
  /** Paths below the trajectory that the text does not say. */
  readonly lost: readonly string[];
  /** Why the protocol cannot say this step, if so. */
  readonly refusal?: Refusal;
}

const LOST_PATHS = {
  reasoning_content: "steps[].reasoning_content",
  fields: "steps[].extra.mat.fields",
  arguments_text: "steps[].tool_calls[].extra.mat.arguments_text",
} as const;

/** Writes the agent step at an index in a protocol; the tools are those of the trajectory. */
export function encodeTurn(protocol: Protocol, trajectory: Trajectory, index: number): EncodedTurn {
  const said = spokenStep(trajectory, index)!;
  const encoded = encodeStep(protocol, said, { tools: toolsOf(trajectory) });
  if (isRefusal(encoded)) return { text: textOf(trajectory.steps[index]!.message), lost: [], refusal: encoded };
  return { text: encoded.text, lost: encoded.lost.map((field) => LOST_PATHS[field]) };
}
