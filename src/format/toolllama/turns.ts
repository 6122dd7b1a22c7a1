import type { JsonObject } from "../../core/json/value.ts";
import { type Trajectory, textOf } from "../../core/trajectory.ts";
import type { Protocol } from "../../templates/protocol/protocol.ts";
import type { Refusal } from "../../templates/protocol/refusal.ts";
import { encodeTurn } from "../protocol-text/encode-turn.ts";
import { lostImages } from "../protocol-text/lost-images.ts";

/** The turns that stand for one step: what was said, then what came back. */
export interface StepTurns {
  readonly turns: JsonObject[];
  /** Paths below the trajectory that the turns cannot hold. */
  readonly lost: readonly string[];
  /** Why no turns can stand for the step, if so: it has none, and the source's own are always a residual. */
  readonly refusal?: Refusal;
}

/** The turns that our writer makes of the step at an index, residuals aside. */
export function turnsOf(trajectory: Trajectory, index: number, protocol: Protocol): StepTurns {
  const step = trajectory.steps[index]!;
  const lost = lostImages([step]);
  const after = (step.observation?.results ?? []).map((result) => turn("function", textOf(result.content)));
  if (step.source !== "agent") {
    const turns = [turn(step.source, textOf(step.message)), ...after];
    if ((step.tool_calls?.length ?? 0) === 0) return { turns, lost };
    const detail = `step ${step.step_id} is of the ${step.source} and calls tools; only an assistant can`;
    return { turns: [], lost, refusal: { reason: "call_by_other", detail } };
  }
  const said = encodeTurn(protocol, trajectory, index);
  if (said.refusal !== undefined) return { turns: [], lost, refusal: said.refusal };
  return { turns: [turn("assistant", said.text), ...after], lost: [...lost, ...said.lost] };
}

function turn(from: string, value: string): JsonObject {
  return { from, value };
}
