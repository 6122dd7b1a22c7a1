import { ATIF_VERSION, type Step, type Trajectory } from "../../../src/core/trajectory.ts";
import { type AgentStep, toStep } from "../../../src/templates/protocol/agent-step.ts";

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
