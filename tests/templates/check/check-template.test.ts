import { describe, expect, test } from "vitest";
import { checkTemplate } from "../../../src/templates/check/check-template.ts";
import { TEMPLATE_CHECKS } from "../../../src/templates/check/registry.ts";
import { TEMPLATES } from "../../../src/templates/library/registry.ts";
import { namedProtocol } from "../../../src/templates/protocol/registry.ts";
import type { PromptTemplate } from "../../../src/templates/template.ts";
import { sampleTemplate, sampleWithSlots } from "../sample-template.ts";

const sample = sampleTemplate();
const { slots } = sample;
const withBody = (body: string) => sampleTemplate({ layout: { kind: "prompt", body } });
const body = sample.layout.kind === "prompt" ? sample.layout.body : "";
const react = namedProtocol("react");
const grumpy = { ...namedProtocol("agentinstruct-db"), plain: { find_flights: "where", read_page: "which" } };

/** A template for each reason, with nothing else wrong in it if possible. */
const BAD: readonly (readonly [string, PromptTemplate, RegExp])[] = [
  ["schema", sampleTemplate({ tone: 3 as never }), /^tone is a number where a string is expected$/],
  ["unsafe_template", sampleWithSlots({ goal: "{{ goal }}{{ range }}" }), /^slot goal, line 1, column \d+: /],
  ["unsafe_template", withBody(`${body}{% macro x() %}{% endmacro %}`), /^body, line \d+/],
  ["slot_missing", sampleWithSlots({ output_format: " " }), /output_format is empty/],
  ["slot_missing", withBody(body.replace("{{ instructions }}", "")), /does not show instructions/],
  ["slot_repeated", withBody(`${body}{{ goal }}`), /shows goal 2 times/],
  ["goal_not_shown", sampleWithSlots({ goal: "Do it." }), /goal/],
  ["tools_not_shown", sampleWithSlots({ tools: "You know what you can call." }), /tool_list/],
  ["episode_not_shown", sampleTemplate({ episode: "finished-tasks" }), /finished_tasks/],
  [
    "output_format_incomplete",
    sampleWithSlots({ output_format: slots.output_format.replace("Action Input:", "Input:") }),
    /"Action Input:", for call/,
  ],
  ["output_format_incomplete", sampleTemplate({ protocol: namedProtocol("hermes") }), /"<tool_call>"/],
  [
    "foreign_protocol",
    sampleWithSlots({ output_format: `${slots.output_format}\n<tool_call>` }),
    /"<tool_call>", .* hermes/,
  ],
  [
    "foreign_protocol",
    sampleWithSlots({ output_format: `${slots.output_format}\n**ACT:** x`.replace("ACT:", "Act:") }),
    /./,
  ],
  [
    "foreign_protocol",
    sampleWithSlots({ output_format: `${slots.output_format}\nOr {"command": {"name": "x", "args": {}}}` }),
    /a call with the keys "command", "name", "args"/,
  ],
  [
    "final_command_among_tools",
    {
      ...TEMPLATES["toolllama-en"]!,
      slots: { ...TEMPLATES["toolllama-en"]!.slots, tools: "{{ tool_list }}\nAlso `Finish`." },
    },
    /"Finish"/,
  ],
  [
    "label_out_of_place",
    sampleWithSlots({ instructions: 'Begin each line with "Thought:", please.' }),
    /instructions holds "Thought:"/,
  ],
  ["label_out_of_place", withBody(`${body}\nThought:`), /the body holds "Thought:"/],
  [
    "label_after_goal",
    withBody(body.replace("{{ output_format }}\n\n", "").concat("\n{{ output_format }}")),
    /after goal/,
  ],
  ["other_language", sampleWithSlots({ profile: "You are an 助手." }), /"助手"/],
  [
    "other_language",
    {
      ...TEMPLATES["react-zh"]!,
      slots: { ...TEMPLATES["react-zh"]!.slots, instructions: "先想一想, then do what you like." },
    },
    /then do what you like/,
  ],
  [
    "other_language",
    { ...TEMPLATES["react-zh"]!, slots: { ...TEMPLATES["react-zh"]!.slots, profile: "An agent." } },
    /An agent/,
  ],
  [
    "label_language_differs",
    { ...TEMPLATES["react-zh"]!, protocol: { ...react, language: "en" } as never },
    /"Thought:"/,
  ],
  ["too_many_tokens", sampleWithSlots({ instructions: "Be careful. ".repeat(1000) }), /about \d+ tokens/],
  ["demand_repeated", sampleTemplate({ demands: { fields: ["thought", "thought"], behaviours: [] } }), /thought/],
  ["demand_without_place", sampleTemplate({ demands: { fields: ["reasoning"], behaviours: [] } }), /reasoning/],
  [
    "demand_without_place",
    sampleTemplate({ demands: { fields: ["plan"], behaviours: [] } }),
    /plan, in the protocol react/,
  ],
  [
    "output_format_incomplete",
    sampleTemplate({
      protocol: { ...react, fields: [{ name: "plan", label: "Plan:" }] } as never,
      demands: { fields: ["plan"], behaviours: [] },
    }),
    /"Plan:", for the fields/,
  ],
  ["demand_not_worded", sampleTemplate({ demands: { fields: [], behaviours: ["cite-tools"] } }), /square brackets/],
  [
    "demand_impossible",
    { ...TEMPLATES["profile-en"]!, demands: { fields: [], behaviours: ["check-before-answer"] } },
    /check-before-answer/,
  ],
  ["does_not_render", sampleWithSlots({ tools: squared("tools") }), /with 50 tools: output_too_long/],
  [
    "prompt_incomplete",
    sampleWithSlots({
      tools: "{% for tool in tools %}\n{% if loop.first %}\n{{ tool.name }}\n{% endif %}\n{% endfor %}",
    }),
    /with 50 tools, tool sample_tool_2/,
  ],
  ["refuses_ordinary_steps", sampleTemplate({ protocol: grumpy as never }), /ordinary steps: arguments_differs/],
  ["refuses_hostile_steps", sampleTemplate({ protocol: grumpy as never }), /hostile steps/],
];

/** A text that grows with the square of a list. */
function squared(list: string): string {
  return `{{ tool_list }}{% for a in ${list} %}{% for b in ${list} %}${"many words ".repeat(50)}{% endfor %}{% endfor %}`;
}

describe("a template with one thing wrong fails by that name", () => {
  test.each(BAD)("%s", (reason, template, detail) => {
    const problems = checkTemplate(template);
    expect(problems.map((problem) => problem.reason)).toContain(reason);
    expect(problems.find((problem) => problem.reason === reason && detail.test(problem.detail))).toBeDefined();
  });

  test("every reason but a broken law has such a template", () => {
    const tested = new Set(BAD.map(([reason]) => reason));
    const reasons = TEMPLATE_CHECKS.flatMap((check) => Object.keys(check.reasons));
    // Encoding reads back what it writes, so that no protocol can break the law: see protocol-law.test.ts.
    expect(reasons.filter((reason) => !tested.has(reason))).toEqual(["law_broken"]);
  });
});

describe("nothing is found in", () => {
  test("the sample", () => {
    expect(checkTemplate(sample)).toEqual([]);
  });

  test.each(Object.values(TEMPLATES).map((template) => [template.id, template] as const))("%s", (_, template) => {
    expect(checkTemplate(template)).toEqual([]);
  });
});

test("what is no template at all has a reason too", () => {
  for (const value of [null, 3, "x", [], {}, { id: "a", protocol: { kind: "labelled" } }]) {
    const problems = checkTemplate(value as never);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.every(({ reason }) => reason === "schema")).toBe(true);
  }
});

test("the token budget can be another", () => {
  expect(checkTemplate(sample, { maxFixedTokens: 20 }).map(({ reason }) => reason)).toEqual(["too_many_tokens"]);
});
