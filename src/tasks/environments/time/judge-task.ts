import type { Trajectory } from "../../../core/trajectory.ts";
import { endingOf, type MadeCall, madeCalls } from "../../answers/ending.ts";
import { matchesAnswer } from "../../answers/expected-answer.ts";
import {
  judgeInfeasible,
  judgementOf,
  judgeNoTool,
  judgeParameterMissing,
  judgeToolMissing,
} from "../../answers/judge-kind.ts";
import type { Judgement } from "../../environment.ts";
import type { MadeTask } from "./make-task.ts";
import { UNNAMED_PHRASES } from "./unnamed-phrases.ts";

/** Judges an episode by what its task asked for. */
export function judgeTask({ frame, question, tools, unnamed }: MadeTask, trajectory: Trajectory): Judgement {
  const { query, expected } = question;
  const values = expected.kind === "text" ? expected.rivals : [];
  const working = Object.values(tools.roles).map(({ name }) => name);
  const isLook = ({ name, failed }: MadeCall) => !failed && working.includes(name);
  if (frame.kind === "no-tool") return judgeNoTool(trajectory, expected);
  if (frame.kind === "tool-missing") return judgeToolMissing(trajectory, query, values);
  if (frame.kind === "infeasible") return judgeInfeasible(trajectory, query, values, isLook);
  if (frame.kind === "parameter-missing")
    return judgeParameterMissing(trajectory, query, UNNAMED_PHRASES[frame.language][unnamed!].phrases, values);
  const { answer } = endingOf(trajectory);
  return judgementOf({
    answered: answer !== undefined,
    right_answer: answer !== undefined && matchesAnswer(expected, answer),
    looked: madeCalls(trajectory).some(isLook),
  });
}
