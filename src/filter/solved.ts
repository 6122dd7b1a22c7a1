import { z } from "zod";
import { defineFilter } from "./filter.ts";

const options = z.strictObject({
  min_reward: z.number().min(0).max(1).default(1).describe("the least reward that a row must have, from 0 to 1"),
});

/** Did the episode do what its task asked? */
export const solved = defineFilter<z.infer<typeof options>>({
  name: "solved",
  title: "the task's verifier gave the full reward, or as much as is asked for",
  options,
  reasons: {
    not_solved: "the reward is less than what is asked for",
    not_judged: "the row carries no reward: no verifier has seen it",
  },
  judges: "trajectories",
  create: ({ min_reward }) => {
    return ({ extra }) => {
      const reward = extra?.mat?.reward;
      if (reward === undefined) return [{ verdict: "drop", reason: "not_judged" }];
      return reward >= min_reward ? [] : [{ verdict: "drop", reason: "not_solved", detail: `the reward is ${reward}` }];
    };
  },
});
