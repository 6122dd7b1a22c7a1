import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AgentStep, differenceOf } from "../../../src/templates/protocol/agent-step.ts";
import { decodeStep } from "../../../src/templates/protocol/decode-step.ts";
import { type EncodedStep, encodeStep } from "../../../src/templates/protocol/encode-step.ts";
import type { Protocol } from "../../../src/templates/protocol/protocol.ts";
import { isRefusal } from "../../../src/templates/protocol/refusal.ts";
import { PROTOCOLS } from "../../../src/templates/protocol/registry.ts";
import { stopSequencesOf } from "../../../src/templates/protocol/stop-sequences.ts";
import { anyStep } from "./any-step.ts";
import { FIELD_PROTOCOLS } from "./field-protocols.ts";

/** What refuses a step on purpose: all other reasons would be holes in the escapes. */
const EXPECTED = ["parallel_calls", "empty_step", "final_command_called"];

function keepsLaw(protocol: Protocol, step: AgentStep, { text, lost }: EncodedStep): void {
  const except = lost.map((field) => (field === "reasoning_content" ? "reasoning" : field));
  for (const mode of ["strict", "lenient"] as const) {
    const read = decodeStep(protocol, text, { mode });
    if (isRefusal(read)) throw new Error(`${mode}: ${read.reason}: ${read.detail}`);
    expect(read.repairs).toEqual([]);
    expect(differenceOf(step, read.step, except)).toBeUndefined();
  }
  for (const stop of stopSequencesOf(protocol)) expect(text).not.toContain(stop);
}

describe.each([...Object.values(PROTOCOLS), ...FIELD_PROTOCOLS])("the protocol law for $name", (protocol) => {
  test("decode(encode(s)) = s, or a refusal with a name", () => {
    let [refused, all] = [0, 0];
    fc.assert(
      fc.property(anyStep, (step) => {
        all++;
        const encoded = encodeStep(protocol, step);
        if (!isRefusal(encoded)) return keepsLaw(protocol, step, encoded);
        if (!EXPECTED.includes(encoded.reason)) refused++;
      }),
      { numRuns: 1500 },
    );
    expect(refused / all).toBeLessThan(LIMIT[protocol.name] ?? 0.01);
  });

  test("a megabyte is no other text", () => {
    const long = 'Thought: </tool_call>\nObservation: 天气 \\ " {'.repeat(25_000);
    const step: AgentStep = { thought: long, calls: [], answer: long };
    const encoded = encodeStep(protocol, step);
    if (isRefusal(encoded)) throw new Error(encoded.detail);
    keepsLaw(protocol, step, encoded);
  });
});

/** The grammars that write a call in one line with its arguments refuse names that hold an opening bracket, and tools whose bare argument is not the only one. */
const LIMIT: Readonly<Record<string, number>> = {
  "agentinstruct-os": 0.1,
  "agentinstruct-db": 0.1,
  "agentinstruct-alfworld": 0.1,
  "agentinstruct-kg": 0.1,
  "agentinstruct-webshop": 0.1,
};

test("half a surrogate pair is refused by name", () => {
  for (const protocol of Object.values(PROTOCOLS)) {
    const refusal = encodeStep(protocol, { calls: [{ name: "x", arguments: { a: ["\ud83d"] } }] });
    expect(refusal).toMatchObject({ reason: "not_well_formed" });
  }
});

test("a tool box that holds the protocol's final command is refused", () => {
  const step: AgentStep = { calls: [], answer: "It rains." };
  const finals = { toolllama: "Finish", kagentsys: "task_complete", autogpt: "finish" };
  for (const [name, command] of Object.entries(finals)) {
    const tools = [{ type: "function" as const, function: { name: command } }];
    expect(encodeStep(PROTOCOLS[name]!, step, { tools })).toMatchObject({ reason: "final_command_in_tools" });
  }
});

test("in KAgentSys an answer and a call of task_complete do not look alike: the call is refused", () => {
  const call = { name: "task_complete", arguments: { reason: "It rains." } };
  expect(encodeStep(PROTOCOLS["kagentsys"]!, { calls: [call] })).toMatchObject({ reason: "final_command_called" });
});

test("what lenient reading would mend is refused: an answer that is a call of a known tool, a name that is nearly one", () => {
  const tools = [{ type: "function" as const, function: { name: "get_weather" } }];
  const answer: AgentStep = { calls: [], answer: '{"name": "get_weather", "arguments": {}}' };
  expect(encodeStep(PROTOCOLS["hermes"]!, answer, { tools })).toMatchObject({ reason: "looks_misspelt" });
  expect(encodeStep(PROTOCOLS["hermes"]!, answer)).toMatchObject({ lost: [] });
  const call: AgentStep = { calls: [{ name: "`get_weather`", arguments: {} }] };
  expect(encodeStep(PROTOCOLS["react"]!, call, { tools })).toMatchObject({ reason: "looks_misspelt" });
  expect(encodeStep(PROTOCOLS["react"]!, call)).toMatchObject({ lost: [] });
});

test("what has no place in a protocol is named as lost", () => {
  const step: AgentStep = {
    calls: [{ name: "x", arguments: { a: 1 }, arguments_text: '{ "a": 1 }' }],
    reasoning: "Hm.",
  };
  expect(encodeStep(PROTOCOLS["react"]!, step)).toMatchObject({ lost: ["reasoning_content"] });
  expect(encodeStep(PROTOCOLS["hermes"]!, step)).toMatchObject({ lost: ["arguments_text"] });
  expect(encodeStep(PROTOCOLS["native"]!, step)).toMatchObject({ lost: [] });
});
