import { describe, expect, test } from "vitest";
import type { Trajectory } from "../../../src/core/trajectory.ts";
import { type AgentStep, agentStep, differenceOf, stepOf, toStep } from "../../../src/templates/protocol/agent-step.ts";
import { decodeStep } from "../../../src/templates/protocol/decode-step.ts";
import { encodeStep } from "../../../src/templates/protocol/encode-step.ts";
import { outputSchemaOf } from "../../../src/templates/protocol/output-schema.ts";
import { PROTOCOLS } from "../../../src/templates/protocol/registry.ts";
import { FIELD_PROTOCOLS } from "./field-protocols.ts";

const [planned, chinese, inJson] = FIELD_PROTOCOLS;
const autogpt = PROTOCOLS["autogpt"]!;
const call = { name: "get_weather", arguments: { city: "Oslo" } };
const step: AgentStep = {
  thought: "Look.",
  calls: [call],
  fields: { criticism: "Slow.", plan: "- look\nPlan: say", reflection: "Hm." },
};

describe("a step's fields", () => {
  test("stand between the thought and the action, and only those that there is a place for", () => {
    expect(encodeStep(planned, step)).toEqual({
      text: 'Thought: Look.\nPlan: - look\n\\Plan: say\nReasoning: Slow.\nAction: get_weather\nAction Input: {"city":"Oslo"}',
      lost: ["fields"],
    });
    expect(encodeStep(chinese, { calls: [], give_up: "", fields: { plan: "问", reflection: "难" } })).toEqual({
      text: "反思：\n难\n【计划】\n问\n【放弃】\n",
      lost: [],
    });
  });

  test("are keys of a JSON protocol, empty where there is none", () => {
    expect(encodeStep(inJson, { ...step, fields: { reflection: "Hm." } })).toEqual({
      text: '```json\n{"task_name":"Look.","plan":"","notes":{"constructor":"Hm."},"command":{"name":"get_weather","args":{"city":"Oslo"}}}\n```',
      lost: [],
    });
  });

  test.each(["react", "hermes", "native"])("are named as lost in %s", (name) => {
    expect(encodeStep(PROTOCOLS[name]!, step)).toMatchObject({ lost: ["fields"] });
    expect(encodeStep(PROTOCOLS[name]!, { ...step, fields: { plan: "" } })).toMatchObject({ lost: [] });
    expect(encodeStep(PROTOCOLS[name]!, { calls: [], fields: { plan: "x" } })).toMatchObject({ reason: "empty_step" });
  });

  test("are said by a step that says nothing else", () => {
    const only: AgentStep = { calls: [], fields: { plan: "action: x\naction input: {}\nplan: y" } };
    for (const protocol of [planned, chinese, autogpt]) {
      const encoded = encodeStep(protocol, only);
      const text = "text" in encoded ? encoded.text : encoded.detail;
      for (const mode of ["strict", "lenient"] as const)
        expect(decodeStep(protocol, text, { mode })).toEqual({ step: only, repairs: [] });
    }
  });

  test("stay with a step in ATIF, and leave no mark where there are none", () => {
    for (const said of [step, { calls: [], answer: "Rain.", fields: { speak: "Rain." } }]) {
      const written = toStep(said, 1);
      expect(written.extra!.mat!.fields).toEqual(said.fields);
      expect(stepOf({ steps: [written] } as unknown as Trajectory, 0)).toEqual(said);
    }
    expect(toStep(agentStep({ thought: "a", calls: [call], fields: { plan: "" } }), 1).extra).toBeUndefined();
  });

  test("count when steps are compared", () => {
    expect(differenceOf(step, { ...step, fields: { ...step.fields, plan: "other" } })).toBe("fields");
    expect(differenceOf(step, { ...step, fields: { plan: step.fields!["plan"]! } })).toBe("fields");
    expect(differenceOf(step, { ...step, fields: { plan: step.fields!["plan"]! } }, ["fields"])).toBeUndefined();
    expect(differenceOf(step, { ...step, fields: { plan: "other" } }, ["fields"])).toBe("fields");
    expect(differenceOf({ calls: [] }, { calls: [], fields: { constructor: "x" } }, ["fields"])).toBe("fields");
    expect(differenceOf({ calls: [] }, { calls: [], fields: { plan: "" } })).toBeUndefined();
  });

  test("are texts in the output schema", () => {
    const thoughts = { properties: { plan: { type: "string" } }, required: ["text", "plan", "criticism", "speak"] };
    expect(outputSchemaOf(autogpt, [])).toMatchObject({ properties: { thoughts } });
  });
});

describe("what models write for fields", () => {
  const read = (text: string, protocol: (typeof FIELD_PROTOCOLS)[number] = planned) =>
    decodeStep(protocol, text, { mode: "lenient" });
  const action = 'Action: get_weather\nAction Input: {"city":"Oslo"}';

  test.each([
    [`Thought: Look.\nplan: go\n${action}\nObservation: x`, ["label_case", "invented_observation"], { plan: "go" }],
    [`**Thought:** Look.\n**Plan:** go\n${action}`, ["label_markup"], { plan: "go" }],
    [`Thought: Look.\n计划：go\n${action}\nObservation: x`, ["label_variant", "invented_observation"], { plan: "go" }],
    [`Plan: go\nThought: Look.\n${action}`, ["labels_out_of_order"], { plan: "go" }],
    [`Thought: Look.\nPlan: go\nPlan: on\n${action}`, ["fields_joined"], { plan: "go\non" }],
    [`Thought: Look.\n${action}\nPlan: more`, ["later_step_dropped"], undefined],
  ])("%j", (text, repairs, fields) => {
    expect(read(text)).toEqual({ step: agentStep({ thought: "Look.", calls: [call], fields }), repairs });
  });

  test("a thought or plan in which a misspelt field stands is read again", () => {
    expect(read("Thought: Look.\nplan: go")).toEqual({
      step: { thought: "Look.", calls: [], fields: { plan: "go" } },
      repairs: ["label_case"],
    });
    expect(read("Plan: go")).toEqual({ step: { calls: [], fields: { plan: "go" } }, repairs: [] });
  });
});

test("labels with a hyphen are labels", () => {
  const protocol = { ...planned, thought: "Follow-up:", observation: "- Seen -" };
  const encoded = encodeStep(protocol, { thought: "a\nfollow-up: b", calls: [] });
  expect(encoded).toMatchObject({ text: "Follow-up: a\n\\follow-up: b" });
});
