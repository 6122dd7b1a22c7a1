import type { Trajectory } from "../../../core/trajectory.ts";
import { judgeQuestion } from "../../answers/judge-question.ts";
import type { Judgement } from "../../environment.ts";
import type { MadeTask } from "./make-task.ts";
import { UNNAMED_PHRASES } from "./unnamed-phrases.ts";

/** Judges an episode by what its task asked for. */
export function judgeTask({ frame, question, tools, unnamed }: MadeTask, trajectory: Trajectory): Judgement {
  const { query, expected } = question;
  return judgeQuestion(
    {
      kind: frame.kind,
      query,
      expected,
      values: expected.kind === "text" ? expected.rivals : [],
      looks: Object.values(tools.roles).map(({ name }) => name),
      unnamed: unnamed === undefined ? [] : UNNAMED_PHRASES[frame.language][unnamed].phrases,
    },
    trajectory,
  );
}
