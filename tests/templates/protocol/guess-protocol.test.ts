import { describe, expect, test } from "vitest";
import { type AgentStep, agentStep } from "../../../src/templates/protocol/agent-step.ts";
import { encodeStep } from "../../../src/templates/protocol/encode-step.ts";
import { guessProtocol } from "../../../src/templates/protocol/guess-protocol.ts";
import { isRefusal } from "../../../src/templates/protocol/refusal.ts";
import { namedProtocol, PROTOCOLS } from "../../../src/templates/protocol/registry.ts";

const ALL = Object.values(PROTOCOLS);
const STEPS: readonly AgentStep[] = [
  agentStep({ thought: "I look it up.", calls: [{ name: "get_weather", arguments: { city: "Oslo", days: 2 } }] }),
  agentStep({ thought: "Known now.", calls: [], answer: "It rains." }),
];

function textsIn(name: string): string[] {
  return STEPS.map((step) => {
    const encoded = encodeStep(namedProtocol(name), step);
    if (isRefusal(encoded)) throw new Error(`${name}: ${encoded.detail}`);
    return encoded.text;
  });
}

describe("guessProtocol", () => {
  // Two grammars of AgentInstruct write a call of several arguments in one way.
  test.each(Object.keys(PROTOCOLS))("tells %s by a call and an answer", (name) => {
    const guessed = guessProtocol(textsIn(name), ALL);
    expect(textsIn(guessed!.name)).toEqual(textsIn(name));
  });

  test("a Finish is ToolLLaMA's, a final answer is ReAct's, whichever comes first", () => {
    for (const candidates of [ALL, [...ALL].reverse()]) {
      expect(guessProtocol(textsIn("toolllama"), candidates)?.name).toBe("toolllama");
      expect(guessProtocol(textsIn("react"), candidates)?.name).not.toBe("toolllama");
    }
  });

  test("messy texts are told by the fewest repairs", () => {
    const texts = ['Sure! Here you go: {"task_name": "look", "command": {"name": "search", "args": {"q": "x",}}}'];
    expect(guessProtocol(texts, ALL)?.name).toBe("kagentsys");
    expect(guessProtocol(["**Thought**: hm\n**Action**: search\n**Action Input**: {'q': 'x'}"], ALL)?.name).toBe(
      "react",
    );
  });

  test("plain answers and nothing show no protocol", () => {
    expect(guessProtocol(["It rains in Oslo.", "今天下雨。", "", "  "], ALL)).toBeUndefined();
    expect(guessProtocol([], ALL)).toBeUndefined();
    expect(guessProtocol(textsIn("react"), [])).toBeUndefined();
  });
});
