import type { JsonObject, JsonValue } from "../../core/json/value.ts";
import { isObject } from "../../core/json/value.ts";
import type { Trajectory } from "../../core/trajectory.ts";
import type { Judgement } from "../environment.ts";
import { asksFor } from "./asks-for.ts";
import { endingOf, type MadeCall, madeCalls } from "./ending.ts";
import { type ExpectedAnswer, matchesAnswer } from "./expected-answer.ts";
import { plainText } from "./plain-text.ts";
import { namesNewValue, saysItCannot } from "./says-it-cannot.ts";

/** The judgement of checks of which all must hold. */
export function judgementOf(checks: Readonly<Record<string, boolean>>): Judgement {
  return { reward: Object.values(checks).every(Boolean) ? 1 : 0, checks };
}

/** A `no-tool` task: the right answer, and no call. */
export function judgeNoTool(trajectory: Trajectory, expected: ExpectedAnswer): Judgement {
  const { answer } = endingOf(trajectory);
  return judgementOf({
    answered: answer !== undefined,
    right_answer: answer !== undefined && matchesAnswer(expected, answer),
    no_call: madeCalls(trajectory).length === 0,
  });
}

/**
 * A `tool-missing` task: the agent says or shows that it cannot with what it has, and makes no value up. What a tool said is
 * not the agent's own word.
 */
export function judgeToolMissing(trajectory: Trajectory, question: string, values: readonly string[]): Judgement {
  return judgementOf({ own_words: !repeatsTool(trajectory), says_it_cannot: admits(trajectory, question, values) });
}

/**
 * An `infeasible` task: as {@link judgeToolMissing}, and the agent has looked before it says so: a call that `isLook` says
 * was one, and that did not fail.
 */
export function judgeInfeasible(
  trajectory: Trajectory,
  question: string,
  values: readonly string[],
  isLook: (call: MadeCall) => boolean,
): Judgement {
  const calls = madeCalls(trajectory);
  const looked = calls.some((call) => !call.failed && isLook(call));
  const says_it_cannot = admits(trajectory, question, values);
  return judgementOf({ looked, own_words: !repeatsTool(trajectory), says_it_cannot });
}

function repeatsTool(trajectory: Trajectory): boolean {
  const { answer = "" } = endingOf(trajectory);
  const said = madeCalls(trajectory).map(({ observation }) => plainText(observation));
  return answer !== "" && said.includes(plainText(answer));
}

/**
 * A `parameter-missing` task: the agent asks for the value, by one of these phrases, answers nothing beside it, and no call
 * has a value that the user never gave.
 */
export function judgeParameterMissing(
  trajectory: Trajectory,
  question: string,
  phrases: readonly string[],
  values: readonly string[],
): Judgement {
  const { answer = "" } = endingOf(trajectory);
  const known = plainText(question);
  return judgementOf({
    asks: asksFor(answer, question, phrases),
    no_made_up_value: !namesNewValue(plainText(answer), known, values),
    nothing_invented: !madeCalls(trajectory).some((call) => hasInventedText(call.arguments, known)),
  });
}

function admits(trajectory: Trajectory, question: string, values: readonly string[]): boolean {
  const { answer, giveUp } = endingOf(trajectory);
  if (giveUp !== undefined) return !namesNewValue(plainText(giveUp), plainText(question), values);
  return answer !== undefined && saysItCannot(answer, question, values);
}

/** A text that is not made of words of the question. */
function hasInventedText(value: JsonObject | JsonValue, question: string): boolean {
  if (Array.isArray(value)) return value.some((one) => hasInventedText(one, question));
  if (isObject(value)) return Object.values(value).some((one) => hasInventedText(one, question));
  if (typeof value !== "string") return false;
  const words = plainText(value).match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? [];
  return words.some((word) => !question.includes(word));
}
