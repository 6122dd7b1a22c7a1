import { expect, test } from "vitest";
import { toolsOf } from "../../../src/core/trajectory.ts";
import { differenceOf, stepOf, toStep } from "../../../src/templates/protocol/agent-step.ts";
import { decodeStep } from "../../../src/templates/protocol/decode-step.ts";
import { encodeStep } from "../../../src/templates/protocol/encode-step.ts";
import { isRefusal } from "../../../src/templates/protocol/refusal.ts";
import { PROTOCOLS } from "../../../src/templates/protocol/registry.ts";
import { describeGolden } from "../../golden.ts";
import { goldenTrajectories } from "../golden-trajectories.ts";

describeGolden("ToolBench's own trajectories", () => {
  const trajectories = goldenTrajectories();
  test("are many, and some give up", () => {
    expect(trajectories.length).toBeGreaterThanOrEqual(33);
    expect(
      trajectories.filter((one) => one.steps.at(-1)?.extra?.mat?.finish === "give_up").length,
    ).toBeGreaterThanOrEqual(10);
  });

  test.each(Object.values(PROTOCOLS))("go out as $name and come back the same", (protocol) => {
    const refusals: string[] = [];
    let steps = 0;
    for (const trajectory of trajectories) {
      const tools = toolsOf(trajectory);
      for (const index of trajectory.steps.keys()) {
        const step = stepOf(trajectory, index);
        if (step === undefined) continue;
        steps++;
        expect(stepOf({ ...trajectory, steps: [toStep(step, 1)] }, 0)).toEqual(
          step.calls.length === 0 && step.answer === undefined && step.give_up === undefined ? expect.anything() : step,
        );
        const encoded = encodeStep(protocol, step, { tools });
        if (isRefusal(encoded)) {
          refusals.push(`${encoded.reason}: ${encoded.detail}`);
          continue;
        }
        for (const mode of ["strict", "lenient"] as const) {
          const back = decodeStep(protocol, encoded.text, { tools, mode });
          if (isRefusal(back)) throw new Error(`${mode}: ${back.detail}`);
          expect(back.repairs).toEqual([]);
          expect(differenceOf(step, back.step, encoded.lost)).toBeUndefined();
        }
      }
    }
    expect(steps).toBeGreaterThan(100);
    expect(refusals).toEqual([]);
  });
});
