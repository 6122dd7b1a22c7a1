import { ATIF_VERSION, type Step, type Trajectory } from "../../../../src/core/trajectory.ts";
import { type MadeTask, makeTask } from "../../../../src/tasks/environments/search/make-task.ts";
import type { TaskKind } from "../../../../src/tasks/task.ts";
import type { AgentStep } from "../../../../src/templates/protocol/agent-step.ts";
import { toStep } from "../../../../src/templates/protocol/agent-step.ts";

/** Tasks of one kind, at all levels and in both languages. */
export function tasksOf(kind: TaskKind, count: number): MadeTask[] {
  const found: MadeTask[] = [];
  const options = { seed: 3, languages: ["en", "zh"], levels: [1, 2, 3, 4, 5], split: "train" } as const;
  for (let number = 0; found.length < count; number++) {
    const made = makeTask(options, number);
    if (made.frame.kind === kind) found.push(made);
  }
  return found;
}

/** An episode of these steps, each call of which gives this; `failed` marks all calls as failed. */
export function episodeOf(said: readonly AgentStep[], { content = "[]", failed = false } = {}): Trajectory {
  const steps = said.map((one, at): Step => {
    const step = toStep(one, at + 2);
    const extra = failed ? { extra: { failed: true } } : {};
    const results = (step.tool_calls ?? []).map((call) => ({ source_call_id: call.tool_call_id, content, ...extra }));
    return results.length === 0 ? step : { ...step, observation: { results } };
  });
  return {
    schema_version: ATIF_VERSION,
    trajectory_id: "t",
    agent: { name: "mat", version: "0" },
    steps: [{ step_id: 1, source: "user", message: "?" }, ...steps],
  };
}

/** The steps with another answer. */
export function answering(said: readonly AgentStep[], answer: string): AgentStep[] {
  return [...said.slice(0, -1), { calls: [], answer }];
}
