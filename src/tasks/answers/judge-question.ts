import type { Trajectory } from "../../core/trajectory.ts";
import type { Judgement } from "../environment.ts";
import type { TaskKind } from "../task.ts";
import { endingOf, type MadeCall, madeCalls } from "./ending.ts";
import { type ExpectedAnswer, matchesAnswer } from "./expected-answer.ts";
import { judgeInfeasible, judgementOf, judgeNoTool, judgeParameterMissing, judgeToolMissing } from "./judge-kind.ts";

/** A question with one right answer, and what else its judge has to know. */
export interface JudgedQuestion {
  readonly kind: TaskKind;
  readonly query: string;
  readonly expected: ExpectedAnswer;
  /** Words and names that could be made up in place of an answer. */
  readonly values: readonly string[];
  /** The tools that a look is made with. */
  readonly looks: readonly string[];
  /** How an agent may speak of what the question leaves unnamed. */
  readonly unnamed: readonly string[];
}

/** Judges an episode whose task is a question, by what kind of task it is. */
export function judgeQuestion(question: JudgedQuestion, trajectory: Trajectory): Judgement {
  const { kind, query, expected, values, looks, unnamed } = question;
  const isLook = ({ name, failed }: MadeCall) => !failed && looks.includes(name);
  if (kind === "no-tool") return judgeNoTool(trajectory, expected);
  if (kind === "tool-missing") return judgeToolMissing(trajectory, query, values);
  if (kind === "infeasible") return judgeInfeasible(trajectory, query, values, isLook);
  if (kind === "parameter-missing") return judgeParameterMissing(trajectory, query, unnamed, values);
  const { answer } = endingOf(trajectory);
  return judgementOf({
    answered: answer !== undefined,
    right_answer: answer !== undefined && matchesAnswer(expected, answer),
    looked: madeCalls(trajectory).some(isLook),
  });
}
