import { expect, test } from "vitest";
import { type Trajectory, textOf, toolsOf } from "../../../src/core/trajectory.ts";
import { templateForProtocol } from "../../../src/templates/library/registry.ts";
import { renderTrajectory } from "../../../src/templates/prompt/render-trajectory.ts";
import { observationsOf } from "../../../src/templates/prompt/state-at.ts";
import { type AgentStep, differenceOf, stepOf } from "../../../src/templates/protocol/agent-step.ts";
import { decodeStep } from "../../../src/templates/protocol/decode-step.ts";
import { readObservation } from "../../../src/templates/protocol/observation.ts";
import { isRefusal } from "../../../src/templates/protocol/refusal.ts";
import type { PromptTemplate } from "../../../src/templates/template.ts";
import { describeGolden } from "../../golden.ts";
import { goldenTrajectories } from "../golden-trajectories.ts";

/** The template as it is, but for what a third of ToolBench's steps go without: a thought beside each call. */
function undemanding(protocol: string): PromptTemplate {
  return { ...templateForProtocol(protocol, "en"), demands: { fields: [], behaviours: [] } };
}

function rendered(template: PromptTemplate, trajectory: Trajectory) {
  const rendering = renderTrajectory(template, trajectory);
  if (isRefusal(rendering)) throw new Error(`${rendering.reason}: ${rendering.detail}`);
  return rendering;
}

function readBack(template: PromptTemplate, trajectory: Trajectory, text: string): AgentStep {
  const read = decodeStep(template.protocol, text, { tools: toolsOf(trajectory), mode: "strict" });
  if (isRefusal(read)) throw new Error(`${read.reason}: ${read.detail}`);
  return read.step;
}

describeGolden("golden ToolBench trajectories under a template", () => {
  const trajectories = goldenTrajectories();

  test.each(["react", "autogpt", "toolllama", "modelscope", "kagentsys"])(
    "%s: each goes out, and comes back the same",
    (name) => {
      const template = undemanding(name);
      for (const trajectory of trajectories) {
        const { instances } = rendered(template, trajectory);
        const agent = trajectory.steps.flatMap((step, at) => (step.source === "agent" ? [at] : []));
        expect(instances.map((instance) => instance.step)).toEqual(agent);
        for (const { step, response, history, slots } of instances) {
          const read = readBack(template, trajectory, response);
          const said = stepOf(trajectory, step)!;
          const last = trajectory.steps.slice(step + 1).every((other) => other.source !== "agent");
          // A message in mid-episode to which the user replies counts as an answer.
          if (last || said.calls.length > 0) expect(differenceOf(said, read, ["arguments_text"])).toBeUndefined();
          expect(slots.goal).toContain(
            textOf(trajectory.steps.slice(0, step).findLast((one) => one.source === "user")!.message),
          );
          const before = agent.filter((at) => at < step).slice(-history.length || agent.length);
          if (template.episode === "transcript")
            expect(
              history.map(({ observations }) => observations.map((text) => readObservation(template.protocol, text))),
            ).toEqual(
              before
                .slice(before.length - history.length)
                .map((at) => observationsOf(trajectory.steps[at]!).map((text) => ({ text }))),
            );
        }
      }
    },
  );
});
