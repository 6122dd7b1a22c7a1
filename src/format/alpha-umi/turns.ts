import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import type { Step } from "../../core/trajectory.ts";
import { asText, memberText } from "../member-text.ts";
import { keepStepResidual } from "../residual.ts";
import { type ChainUnit, canonicalUnit, readUnit, withResults } from "./chain.ts";
import { finishArguments } from "./finish.ts";
import { observationContent } from "./observation.ts";
import { NEXT, type Turn, turnsOfMessage } from "./stage-2.ts";
import { FINISH } from "./tool-text.ts";

/** Checks that a value is a list of conversation turns; undefined where it is not. */
export function turnsOf(value: JsonValue | undefined): Turn[] | undefined {
  const sound =
    Array.isArray(value) &&
    value.every((turn) => isObject(turn) && Object.hasOwn(turn, "from") && Object.hasOwn(turn, "value"));
  return sound ? (value as Turn[]) : undefined;
}

/**
 * The steps of a stage-2 conversation after its opening user turn, led by the user step with the query; residuals are kept
 * under `format`. An assistant turn with its caller or conclusion and the observations that follow make one step.
 */
export function readTurns(turns: readonly Turn[], query: string, format: string, by: string): Step[] {
  const units = groupTurns(turns);
  let calls = 0;
  return units.map((unit, position) => {
    const step = stepOfTurns(unit, position + 1, query, by, () => `call_${++calls}`);
    return keepStepResidual(format, step, canonicalTurns(step, position === units.length - 1, position === 0), unit);
  });
}

/** The step that a group of turns stands for, before residuals; step 1 is the user step with the query. */
export function stepOfTurns(
  group: readonly Turn[],
  stepId: number,
  query: string,
  by: string,
  nextCallId: () => string,
): Step {
  const chain = chainOfTurns(group);
  if (stepId === 1) return withResults({ step_id: 1, source: "user", message: query }, chain, undefined);
  return readUnit(chain, stepId, by, nextCallId);
}

/** The turns that our writer makes of a step, before residuals. */
export function canonicalTurns(step: Step, last: boolean, opening: boolean): Turn[] {
  return canonicalUnit(step, last, opening).flatMap((message) => turnsOfMessage(message, false));
}

/** One group per step; the first holds the observations (if any) before anyone else speaks. */
export function groupTurns(turns: readonly Turn[]): Turn[][] {
  const groups: Turn[][] = [[]];
  for (const turn of turns) {
    const group = groups.at(-1)!;
    const answersAssistant =
      (turn.from === "caller" || turn.from === "conclusion") && group.length === 1 && group[0]!.from === "assistant";
    if (turn.from === "observation" || answersAssistant) group.push(turn);
    else groups.push([turn]);
  }
  return groups;
}

function chainOfTurns(turns: readonly Turn[]): ChainUnit {
  const observations = turns.filter((turn) => turn.from === "observation");
  const spoken = turns.filter((turn) => turn.from !== "observation");
  const answers = observations.map((turn) => ({ role: "function", content: observationContent(turn) }));
  return spoken.length === 0 ? answers : [spokenMessage(spoken), ...answers];
}

function spokenMessage(turns: readonly Turn[]): JsonObject {
  const [first, second] = turns as [Turn, Turn?];
  const value = memberText(first, "value");
  if (first.from === "user") return { role: "user", content: value };
  if (first.from === "assistant") return assistantMessage(value, second);
  if (first.from === "caller" || first.from === "conclusion") return assistantMessage("", first);
  return { role: asText(first.from) || "unknown", content: value };
}

function assistantMessage(value: string, next: Turn | undefined): JsonObject {
  const thought = thoughtOf(value);
  const content = thought === "" ? null : thought;
  if (next?.from === "caller") return { role: "assistant", content, function_call: readCallerText(asText(next.value)) };
  if (next?.from === "conclusion" || value.endsWith(NEXT.giveUp)) {
    const giveUp = next === undefined;
    const args = finishArguments(giveUp, giveUp ? "" : asText(next.value));
    return { role: "assistant", content, function_call: { name: FINISH, arguments: args } };
  }
  return { role: "assistant", content: value };
}

/** The thought of an assistant turn: its text without the marker of who speaks next. */
export function thoughtOf(value: string): string {
  const marker = Object.values(NEXT).find((text) => value.endsWith(text));
  const text = marker === undefined ? value : value.slice(0, -marker.length);
  return text.endsWith("\n") ? text.slice(0, -1) : text;
}

/** The call that a caller turn writes as `Action: name`, `Action Input: arguments`. */
export function readCallerText(text: string): JsonObject {
  const found = /^Action: (.*?)\nAction Input: (.*)$/s.exec(text);
  return { name: found?.[1] ?? "", arguments: found?.[2] ?? text };
}
