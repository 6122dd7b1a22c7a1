import { z } from "zod";
import type { Step } from "../core/trajectory.ts";
import { quoted } from "../core/visible-text.ts";
import { actionSchema, judge } from "./action.ts";
import { defineFilter } from "./filter.ts";

const options = z.strictObject({
  action: actionSchema.default("drop").describe("what becomes of a step with a call that has no observation"),
  last_step: z
    .enum(["check", "ignore"])
    .default("check")
    .describe("`ignore`: the last step may end in calls that nothing answers, such as a `submit`"),
});

/** Has every call its observation? */
export const answeredCalls = defineFilter<z.infer<typeof options>>({
  name: "answered-calls",
  title: "every tool call has its observation",
  options,
  reasons: { unanswered_call: "a call without an observation" },
  judges: "trajectories",
  create: ({ action, last_step }) => {
    return ({ steps }) => {
      const checked = last_step === "ignore" ? steps.slice(0, -1) : steps;
      return checked.flatMap((step, index) => {
        const names = unanswered(step);
        if (names.length === 0) return [];
        const more = names.length > 1 ? ` and ${names.length - 1} more` : "";
        return [judge(action, index, "unanswered_call", `no observation for the call of ${quoted(names[0]!)}${more}`)];
      });
    };
  },
});

/**
 * The names of calls that no result answers. A result answers the call that it names; results that name none (ATIF allows
 * that) answer the calls that are left, in order, but for those of which their reader says that they answer none.
 */
function unanswered(step: Step): string[] {
  const calls = step.tool_calls ?? [];
  if (calls.length === 0) return [];
  const answers = new Map<string, number>();
  let unnamed = 0;
  for (const { source_call_id } of step.observation?.results ?? []) {
    if (source_call_id === null || source_call_id === undefined) unnamed++;
    else answers.set(source_call_id, (answers.get(source_call_id) ?? 0) + 1);
  }
  const left = calls.filter(({ tool_call_id }) => {
    const count = answers.get(tool_call_id) ?? 0;
    answers.set(tool_call_id, count - 1);
    return count <= 0;
  });
  return left.slice(Math.max(0, unnamed - unmatched(step))).map((call) => call.function_name);
}

/** How many of a step's results name no call because theirs, as their source named it, is not in the step. */
function unmatched({ extra }: Step): number {
  return (extra?.mat?.verdicts ?? []).filter(({ reason }) => reason === "unmatched_tool_message").length;
}
