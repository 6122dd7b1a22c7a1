import { z } from "zod";
import { finishOf, type Trajectory, textOf } from "../core/trajectory.ts";
import { defineFilter, type FilterVerdict } from "./filter.ts";

const options = z.strictObject({
  give_up: z
    .enum(["drop", "keep"])
    .default("drop")
    .describe("what becomes of a row that ends by giving up, which is no answer but teaches when to stop"),
});

/** Does the trajectory end with an answer? */
export const finalAnswer = defineFilter<z.infer<typeof options>>({
  name: "final-answer",
  title: "the last step is a final answer to the user",
  options,
  reasons: {
    no_final_answer: "the last step calls a tool, or is not the agent's",
    empty_answer: "the final answer is nothing but white space",
    gave_up: "the agent gave up",
  },
  judges: "trajectories",
  create: ({ give_up }) => {
    return (trajectory) => {
      const finish = finishOf(trajectory, trajectory.steps.length - 1);
      if (finish === undefined) return [{ verdict: "drop", reason: "no_final_answer", detail: ending(trajectory) }];
      if (finish === "give_up") return [{ verdict: give_up, reason: "gave_up" }];
      return hasAnswer(trajectory) ? [] : [{ verdict: "drop", reason: "empty_answer" } satisfies FilterVerdict];
    };
  },
});

function ending({ steps }: Trajectory): string {
  const last = steps.at(-1)!;
  if (last.source !== "agent") return `it ends with a step of source ${last.source}`;
  return "it ends with a step that calls a tool";
}

function hasAnswer({ steps }: Trajectory): boolean {
  const { message } = steps.at(-1)!;
  return textOf(message).trim() !== "" || (Array.isArray(message) && message.some((part) => part.type === "image"));
}
