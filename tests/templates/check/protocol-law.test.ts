import { describe, expect, test } from "vitest";
import { generatedSteps } from "../../../src/templates/check/generated-steps.ts";
import { signsOf } from "../../../src/templates/check/signs.ts";
import { isWellFormedStep } from "../../../src/templates/protocol/agent-step.ts";
import { encodeStep } from "../../../src/templates/protocol/encode-step.ts";
import { isRefusal } from "../../../src/templates/protocol/refusal.ts";
import { namedProtocol, PROTOCOLS } from "../../../src/templates/protocol/registry.ts";

describe.each(Object.values(PROTOCOLS))("steps to try $name on", (protocol) => {
  const steps = generatedSteps(protocol, 200);

  test("are well-formed, the same each time, half of them ordinary, of every shape", () => {
    expect(steps.every(({ step }) => isWellFormedStep(step))).toBe(true);
    expect(generatedSteps(protocol, 200)).toEqual(steps);
    expect(steps.filter(({ ordinary }) => ordinary)).toHaveLength(100);
    for (const member of ["answer", "give_up", "reasoning", "thought"] as const)
      expect(steps.filter(({ step }) => step[member] !== undefined).length).toBeGreaterThan(8);
    expect(steps.filter(({ step }) => step.calls.length === 2).length).toBeGreaterThan(10);
  });

  test("hold the protocol's own labels and marks", () => {
    const text = JSON.stringify(steps.filter(({ ordinary }) => !ordinary));
    for (const sign of signsOf(protocol)) expect(text).toContain(JSON.stringify(sign).slice(1, -1));
  });
});

test("the steps find a protocol whose texts cannot be told apart", () => {
  // Square brackets around arguments, in a tool name or behind it, would end the name early: only refusals save this one.
  const protocol = { ...namedProtocol("react"), arguments: { open: "f", close: "s" } } as never;
  const refused = generatedSteps(protocol, 200).filter(({ step }) => isRefusal(encodeStep(protocol, step)));
  expect(refused.length).toBeGreaterThan(60);
});
