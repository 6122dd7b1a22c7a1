import { describe, expect, test } from "vitest";
import { createReader } from "../../../../src/agent/teachers/reader/reader.ts";
import { callsTools } from "../../../../src/templates/check/calls-tools.ts";
import { SLOTS, type SlotName } from "../../../../src/templates/slots.ts";
import type { PromptTemplate } from "../../../../src/templates/template.ts";
import { ACTING } from "../teacher-templates.ts";
import { weatherEpisode } from "../weather-episode.ts";

const reader = createReader();
const play = (template: PromptTemplate, more = {}) =>
  weatherEpisode(template, (world) => ({ client: reader, world }), more);

describe("the reader", () => {
  test("solves a task of one call under every template, in every protocol", async () => {
    for (const template of ACTING) {
      const { judgement, stop } = await play(template);
      expect([template.id, stop, judgement.reward]).toEqual([template.id, "answered", 1]);
    }
  });

  test("tries a call again after a passing error only where the instructions ask for it", async () => {
    for (const template of ACTING) {
      const asked = template.demands.behaviours.includes("retry-after-error");
      const { judgement, stop } = await play(template, { failures: 1 });
      expect([template.id, stop, judgement.reward]).toEqual([
        template.id,
        ...(asked ? ["answered", 1] : ["gave_up", 0]),
      ]);
    }
  });

  test("marks its thoughts as put together, and says the same again", async () => {
    const [first, second] = [await play(ACTING[0]!), await play(ACTING[0]!)];
    expect(first.trajectory).toEqual(second.trajectory);
    expect(first.trajectory.steps[1]!.extra!.mat!.synthetic_thought).toBe(true);
  });

  test("another sample has other words", async () => {
    const texts = new Set<string>();
    for (let seed = 0; seed < 20; seed++) {
      const client = createReader({ seed });
      const { trajectory } = await weatherEpisode(ACTING[0]!, (world) => ({ client, world }));
      texts.add(String(trajectory.steps[1]!.message));
    }
    expect(texts.size).toBeGreaterThan(8);
  });
});

describe("a slot that is blank costs the reward", () => {
  const needed = (template: PromptTemplate): SlotName[] => [
    "goal",
    "output_format",
    ...(callsTools(template) && template.protocol.kind !== "native" ? (["tools"] as const) : []),
    ...(template.episode === "finished-tasks" ? (["memory"] as const) : []),
  ];

  test.each(SLOTS.filter((slot) => slot !== "profile" && slot !== "instructions"))("%s", async (slot) => {
    for (const template of ACTING.filter((one) => needed(one).includes(slot))) {
      const blank = { ...template, slots: { ...template.slots, [slot]: "" } };
      const { judgement } = await play(blank);
      expect([template.id, judgement.reward]).toEqual([template.id, 0]);
    }
  });
});
