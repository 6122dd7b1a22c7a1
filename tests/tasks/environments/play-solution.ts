import { ATIF_VERSION, type Step, type Trajectory } from "../../../src/core/trajectory.ts";
import type { Judgement, World } from "../../../src/tasks/environment.ts";
import { toStep } from "../../../src/templates/protocol/agent-step.ts";
import { createToolChecker } from "../../../src/tools/tool-checker.ts";

/** The episode that a world's reference solution makes, each failed call made again, and its judgement. */
export async function playSolution(world: World): Promise<{ trajectory: Trajectory; judgement: Judgement }> {
  const tools = createToolChecker()(world);
  const steps: Step[] = [{ step_id: 1, source: "user", message: "?" }];
  for (const said of world.solution) {
    for (let failed = true; failed; ) {
      const step = toStep(said, steps.length + 1);
      const results = [];
      for (const call of said.calls) {
        const reply = await tools.call(call.name, call.arguments);
        const mark = reply.failed ? { extra: { failed: true } } : {};
        results.push({
          source_call_id: step.tool_calls![results.length]!.tool_call_id,
          content: reply.content,
          ...mark,
        });
      }
      failed = results.some((result) => "extra" in result);
      steps.push(results.length === 0 ? step : { ...step, observation: { results } });
      if (steps.length > 60) throw new Error(`a solution never ends: ${JSON.stringify(results)}`);
    }
  }
  const trajectory = { schema_version: ATIF_VERSION, trajectory_id: "t", agent: { name: "mat", version: "0" }, steps };
  return { trajectory, judgement: await world.judge(trajectory) };
}
