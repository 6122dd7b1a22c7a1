import { describe, expect, test } from "vitest";
import { cutMemory } from "../../../src/templates/prompt/cut-memory.ts";
import { estimateTokens } from "../../../src/templates/prompt/estimate-tokens.ts";
import type { PromptState } from "../../../src/templates/prompt/prompt-state.ts";
import { renderPrompt } from "../../../src/templates/prompt/render-prompt.ts";
import { isRefusal } from "../../../src/templates/protocol/refusal.ts";
import { CHAT, sampleTemplate } from "./sample-template.ts";

const STATE: PromptState = {
  goal: "Find the oldest bridge.",
  tools: [],
  agentName: "Ada",
  constraints: ["Be brief.", "Name sources."],
  knowledge: Array.from({ length: 200 }, (_, at) => `Fact number ${at} of many.`),
  episode: [],
};

function promptOf(maxTokens?: number, state = STATE) {
  const prompt = renderPrompt(sampleTemplate(), state, { maxTokens });
  if (isRefusal(prompt)) throw new Error(`${prompt.reason}: ${prompt.detail}`);
  return prompt;
}

describe("renderPrompt", () => {
  test("puts what a run knows where its slots have it", () => {
    const { slots, messages } = promptOf();
    expect(slots.profile).toBe("You are Ada.");
    expect(slots.instructions).toBe("- Be brief.\n- Name sources.\n");
    expect(slots.goal).toBe("Goal: Find the oldest bridge.");
    for (const slot of Object.values(slots)) expect(messages[0]!.content).toContain(slot);
  });

  test("data is never read as a template", () => {
    const goal = "{{ profile }} {% for x in knowledge %}";
    expect(promptOf(undefined, { ...STATE, goal }).slots.goal).toBe(`Goal: ${goal}`);
  });

  test("past the budget the memory alone is cut: head and tail stay, and the cut is told", () => {
    const whole = promptOf();
    const { messages, slots, cut } = promptOf(500);
    expect(estimateTokens(messages[0]!.content)).toBeLessThanOrEqual(500);
    expect(cut).toEqual({
      tokensBefore: estimateTokens(whole.messages[0]!.content),
      tokensAfter: estimateTokens(messages[0]!.content),
    });
    expect(cut!.tokensAfter).toBeGreaterThan(490);
    expect(slots.memory).toMatch(
      /^Known: Fact number 0 of many\.\n[\s\S]+\n\[\.\.\. left out \.\.\.\]\n[\s\S]+ Fact number 199 of many\.\n$/,
    );
    for (const slot of ["profile", "instructions", "tools", "goal", "output_format"] as const)
      expect(slots[slot]).toBe(whole.slots[slot]);
  });

  test("a prompt that fits is not cut", () => {
    expect(promptOf(100_000).cut).toBeUndefined();
  });

  test("says by how much a prompt is too long where cutting the memory is not enough", () => {
    const bare = estimateTokens(promptOf(undefined, { ...STATE, knowledge: [] }).messages[0]!.content);
    expect(renderPrompt(sampleTemplate(), STATE, { maxTokens: bare - 7 })).toMatchObject({
      reason: "prompt_too_long",
      detail: `without any memory the prompt still has 7 tokens more than the ${bare - 7} that it may have`,
    });
  });

  test("counts as it is told to", () => {
    const prompt = renderPrompt(sampleTemplate({ layout: CHAT }), STATE, {
      maxTokens: 600,
      countTokens: (text) => text.length,
    });
    if (isRefusal(prompt)) throw new Error(prompt.detail);
    expect(prompt.messages.reduce((sum, { content }) => sum + content.length, 0)).toBeLessThanOrEqual(600);
  });

  test("an unsafe source is refused, and nothing is rendered", () => {
    const slots = { ...sampleTemplate().slots, goal: '{{ goal.constructor.constructor("return 1")() }}' };
    expect(renderPrompt(sampleTemplate({ slots }), STATE)).toMatchObject({ reason: "unsafe_template" });
  });
});

describe("cutMemory", () => {
  test("never splits a character, and keeps as much of the head as of the tail", () => {
    const cut = cutMemory("🙂".repeat(50), "en", (text) => text.length <= 60)!;
    expect(cut.isWellFormed()).toBe(true);
    const [head, , tail] = cut.split("\n");
    expect(Math.abs(head!.length - tail!.length)).toBeLessThanOrEqual(2);
  });

  test("nothing fits: undefined; only nothing fits: nothing", () => {
    expect(cutMemory("long", "zh", () => false)).toBeUndefined();
    expect(cutMemory("long", "zh", (text) => text === "")).toBe("");
  });
});

test.each([
  ["", 0],
  ["a", 1],
  ["weather", 2],
  ["Hello, world!", 6],
  ["今天天气", 4],
  ["a\n\nb", 4],
])("estimateTokens of %j is %i", (text, tokens) => {
  expect(estimateTokens(text)).toBe(tokens);
});
