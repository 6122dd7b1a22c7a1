import { changeMembers } from "../../core/json/change-members.ts";
import { membersOf } from "../../core/json/spelling.ts";
import type { JsonObject } from "../../core/json/value.ts";
import { isTrained, type Step, type Trajectory, textOf } from "../../core/trajectory.ts";
import type { Protocol } from "../../templates/protocol/protocol.ts";
import type { Refusal } from "../../templates/protocol/refusal.ts";
import { lostImages } from "../protocol-text/lost-images.ts";
import { writeText } from "./write-text.ts";

/** The turns that stand for one step: what was said, then what came back. */
export interface StepTurns {
  readonly turns: JsonObject[];
  /** Paths below the trajectory that the turns cannot hold. */
  readonly lost: readonly string[];
  /** Why no turns can stand for the step, if so: it has none, and the source's own are always a residual. */
  readonly refusal?: Refusal;
}

const SPEAKERS = { user: "human", agent: "gpt", system: "system" } as const;

/**
 * The turns of a step of a row that stays as it is, residuals aside. An agent's turn has `loss: true` here, whatever the
 * step's mask says: see {@link withLoss}.
 */
export function turnsOf(trajectory: Trajectory, index: number, protocol: Protocol | undefined): StepTurns {
  const step = trajectory.steps[index]!;
  const results = step.observation?.results ?? [];
  const lost = lostImages([step]);
  const after = results.map(({ content }) => turn("human", null, textOf(content)));
  if (step.source === "agent") {
    const said = writeText(trajectory, index, protocol);
    if (said.refusal !== undefined) return { turns: [], lost, refusal: said.refusal };
    return { turns: [turn("gpt", true, said.text), ...after], lost: [...lost, ...said.lost] };
  }
  const turns = [turn(SPEAKERS[step.source], null, textOf(step.message)), ...after];
  if ((step.tool_calls?.length ?? 0) === 0) return { turns, lost };
  const detail = `step ${step.step_id} is of the ${step.source} and calls tools; only gpt can`;
  return { turns: [], lost, refusal: { reason: "call_by_other", detail } };
}

/** A turn as AgentInstruct has it. */
export function turn(from: string, loss: boolean | null, value: string): JsonObject {
  return { from, loss, value };
}

/**
 * The turns with a loss of `true` where the agent's turn has any: so they are kept, for a step may be masked later without
 * a change of its words. A turn that says its loss twice is left alone.
 */
export function withoutLoss(turns: readonly JsonObject[]): JsonObject[] {
  return turns.map((turn, at) => {
    const says = membersOf(turn).filter(({ key }) => key === "loss").length === 1;
    return at === 0 && turn["from"] === "gpt" && says && turn["loss"] === false
      ? changeMembers(turn, { loss: true })
      : turn;
  });
}

/** The turns with the loss that the agent's step has now; a turn that said nothing of it goes on so until a mask is set. */
export function withLoss(turns: readonly JsonObject[], step: Step): JsonObject[] {
  const trained = isTrained(step);
  return turns.map((turn, at) => {
    if (at > 0 || step.source !== "agent" || turn["loss"] === trained) return turn;
    const isSet = typeof turn["loss"] === "boolean" || step.extra?.mat?.train !== undefined;
    return isSet ? changeMembers(turn, { loss: trained }) : turn;
  });
}
