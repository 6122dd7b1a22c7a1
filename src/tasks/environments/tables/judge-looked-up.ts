import type { Trajectory } from "../../../core/trajectory.ts";
import { endingOf, madeCalls } from "../../answers/ending.ts";
import { judgementOf } from "../../answers/judge-kind.ts";
import type { Judgement } from "../../environment.ts";
import { matchesExpected } from "../db/match-expected.ts";
import { type ExpectedValue, expectedIn } from "./expected-value.ts";

/** Judges an answer that was to be looked up: it is the expected one, and the tool that finds it was called with success. */
export function judgeLookedUp(trajectory: Trajectory, query: string, expected: ExpectedValue, tool: string): Judgement {
  const { answer } = endingOf(trajectory);
  return judgementOf({
    answered: answer !== undefined,
    right_answer: answer !== undefined && matchesExpected(expectedIn(expected, query), answer),
    looked: madeCalls(trajectory).some(({ name, failed }) => !failed && name === tool),
  });
}
