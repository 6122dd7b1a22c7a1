import type { JsonObject, JsonValue } from "../../core/json/value.ts";
import { isObject } from "../../core/json/value.ts";
import { type Step, type Trajectory, textOf } from "../../core/trajectory.ts";
import type { Refusal } from "../../templates/protocol/refusal.ts";
import { withLast } from "../conversations/row.ts";
import { lostImages } from "../protocol-text/lost-images.ts";
import { writeStretch } from "./write-stretch.ts";

/**
 * What a step is in a row: a turn; a turn (with an empty value) and the stretch of its value with which it begins; or one
 * more stretch of the value of the turn before it.
 */
export type Part = [] | [JsonObject] | [JsonObject, string] | [string];

/** The part that stands for one step. */
export interface StepPart {
  readonly part: Part;
  /** Paths below the trajectory that the part cannot hold. */
  readonly lost: readonly string[];
  /** Why no part can stand for the step, if so: it has none, and the source's own is always a residual. */
  readonly refusal?: Refusal;
}

/** The part that our writer makes of the step at an index, residuals aside. */
export function partOf(trajectory: Trajectory, index: number): StepPart {
  const step = trajectory.steps[index]!;
  const lost = lostImages([step]);
  if (step.source === "agent") {
    const opens = opensTurn(trajectory.steps[index - 1], step);
    const said = writeStretch(trajectory, index, opens);
    if (said.refusal !== undefined) return { part: [], lost, refusal: said.refusal };
    return { part: opens ? [turn("assistant", ""), said.text] : [said.text], lost: [...lost, ...said.lost] };
  }
  const made: StepPart = { part: [turn(step.source, textOf(step.message))], lost };
  const problem = hasCalls(step)
    ? { reason: "call_by_other", detail: "calls tools; only an assistant can" }
    : hasResults(step)
      ? { reason: "result_by_other", detail: "has an observation; only an assistant's turn holds one" }
      : undefined;
  if (problem === undefined) return made;
  const detail = `step ${step.step_id} is of the ${step.source} and ${problem.detail}`;
  return { part: [], lost, refusal: { reason: problem.reason, detail } };
}

/**
 * Does an agent's step begin a turn of its own? Steps in a row are one value as long as marks part them: not behind one
 * without any, nor where there is nothing but a result, or nothing at all, to tell the step by.
 */
function opensTurn(before: Step | undefined, step: Step): boolean {
  if (before?.source !== "agent" || !(hasCalls(before) || hasResults(before))) return true;
  return !hasCalls(step) && textOf(step.message).trim() === "";
}

function hasCalls(step: Step): boolean {
  return (step.tool_calls?.length ?? 0) > 0;
}

function hasResults(step: Step): boolean {
  return (step.observation?.results.length ?? 0) > 0;
}

function turn(from: string, value: string): JsonObject {
  return { from, value };
}

/** Is this a part? A dataset is data: what a residual gives can have been written by anyone. */
export function isPart(value: JsonValue): value is Part {
  if (!Array.isArray(value) || value.length === 0) return false;
  const [first, second] = value;
  if (value.length === 1) return typeof first === "string" || isObject(first);
  return value.length === 2 && isObject(first) && first["value"] === "" && typeof second === "string";
}

/** The turns that parts make, one behind the other. */
export function turnsOf(parts: readonly Part[]): JsonObject[] {
  const turns: JsonObject[] = [];
  let open: { readonly head: JsonObject; value: string } | undefined;
  const close = () => {
    if (open !== undefined) turns.push(withLast(open.head, "value", open.value));
    open = undefined;
  };
  for (const [first, text] of parts) {
    if (first === undefined) continue;
    if (typeof first === "string") {
      open ??= { head: turn("assistant", ""), value: "" };
      open.value += first;
      continue;
    }
    close();
    if (text === undefined) turns.push(first);
    else open = { head: first, value: text };
  }
  close();
  return turns;
}
