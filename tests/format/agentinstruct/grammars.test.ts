import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GRAMMARS } from "../../../src/format/agentinstruct/grammars.ts";
import { readText, saidExactly } from "../../../src/format/agentinstruct/read-text.ts";
import { type AgentStep, differenceOf } from "../../../src/templates/protocol/agent-step.ts";
import { namedProtocol } from "../../../src/templates/protocol/registry.ts";

const call = (name: string, args: Record<string, string>) => ({ calls: [{ name, arguments: args }] });

/** A text in the original grammar of a split, and the step that it says. */
const STEPS: readonly [split: string, text: string, step: AgentStep][] = [
  [
    "os",
    "Think: Look.\n\nAct: bash\n\n```bash\nls\necho 1\n```",
    { thought: "Look.", ...call("bash", { script: "ls\necho 1" }) },
  ],
  ["os", "Think: Known.\n\nAct: answer(12 (twelve))", { thought: "Known.", calls: [], answer: "12 (twelve)" }],
  ["os", "Act: finish", { calls: [], answer: "" }],
  [
    "db",
    "Sort them.\nAction: Operation\n```sql\nSELECT 1;\n```",
    { thought: "Sort them.", ...call("Operation", { sql: "SELECT 1;" }) },
  ],
  ["db", 'Done.\nAction: Answer\nFinal Answer: ["a"]', { thought: "Done.", calls: [], answer: '["a"]' }],
  [
    "alfworld",
    "THOUGHT: There.\nACTION: go to side table 1",
    { thought: "There.", ...call("act", { action: "go to side table 1" }) },
  ],
  ["alfworld", "THOUGHT: There.\nACTION: go to shelf 1", { thought: "There.", ...call("go_to", { place: "shelf 1" }) }],
  ["alfworld", "ACTION: clean mug 2 with sinkbasin 1", call("clean", { object: "mug 2", with: "sinkbasin 1" })],
  ["alfworld", "ACTION: inventory", call("inventory", {})],
  [
    "webshop",
    "Thought:\nFind it.\n\nAction:\nsearch[red shoes]",
    { thought: "Find it.", ...call("search", { keywords: "red shoes" }) },
  ],
  ["webshop", "Action:\nclick[size [xl]]", call("click", { value: "size [xl]" })],
  [
    "kg",
    "Thought: Ask.\nAction: get_neighbors(Oslo, place.river)",
    { thought: "Ask.", ...call("get_neighbors", { variable: "Oslo", relation: "place.river" }) },
  ],
  ["kg", "Action: get_relations(Oslo, Norway)", call("get_relations", { variable: "Oslo, Norway" })],
  ["kg", "Thought: That.\nFinal Answer: #2", { thought: "That.", calls: [], answer: "#2" }],
  ["mind2web", "Thought: Send.\nAnswer: B.\nAction: CLICK", { thought: "Send.", ...call("CLICK", { choice: "B" }) }],
  ["mind2web", "Answer: C.\nAction: TYPE\nValue: a b", call("TYPE", { choice: "C", value: "a b" })],
  ["mind2web", "Thought: None.\nAnswer: A.", { thought: "None.", calls: [], answer: "A." }],
];

describe("the original grammars", () => {
  test.each(STEPS)("%s: %j", (split, text, step) => {
    const grammar = GRAMMARS[`agentinstruct-${split}`]!;
    expect(grammar.read(text)).toEqual(step);
    expect(grammar.write(step)).toBe(text);
    expect(saidExactly(text, namedProtocol(`agentinstruct-${split}`))).toEqual(step);
  });

  test.each([
    ["os", "Think: a\n\nAct: bash\n\n```bash\nls\n```\n```bash\npwd\n```"],
    ["os", "Act: reboot"],
    ["db", "Action: Operation\nSELECT 1"],
    ["alfworld", "THOUGHT: a"],
    ["webshop", "Thought:\na\n\nAction:\nbuy[now]"],
    ["kg", "Action: get_neighbors(Oslo)"],
    ["kg", "Action: argmax(#1, )"],
    ["mind2web", "Answer: B.\nAction: TYPE"],
    ["mind2web", "Answer: B.\nAction: CLICK\nValue: x"],
    ["mind2web", "Answer: yes"],
  ])("%s does not say %j", (split, text) => {
    expect(GRAMMARS[`agentinstruct-${split}`]!.read(text)).toBeUndefined();
  });

  test("a thought and its action may stand on one line in ALFWorld", () => {
    const read = GRAMMARS["agentinstruct-alfworld"]!.read("THOUGHT: There. ACTION: go to shelf 1");
    expect(read).toEqual({ thought: "There.", ...call("go_to", { place: "shelf 1" }) });
  });

  test("labels in another case and an observation that was made up are mended, by name", () => {
    const protocol = namedProtocol("agentinstruct-alfworld");
    const step = readText("Thought : Go.\nAction: look\nObservation: a shelf", 1, protocol);
    expect(step).toMatchObject({ message: "Go.", tool_calls: [{ function_name: "look" }] });
    expect(step.extra?.mat?.verdicts).toEqual([
      { by: "read:agentinstruct", reason: "repaired", detail: "label_case, invented_observation" },
    ]);
  });

  test("what a grammar writes reads as the same step, or is seen to read as another", () => {
    const text = fc.array(
      fc.constantFrom("a", " ", "\n", "Act: ", "Action: ", "```", ")", "]", ",", "Final Answer: ", "\nValue: ", "天气"),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...STEPS), text, ([split, , step], parts) => {
        const said = parts.join("");
        const calls = step.calls.map(({ name, arguments: args }) => ({
          name,
          arguments: Object.fromEntries(Object.keys(args).map((key) => [key, said])),
        }));
        const changed: AgentStep = { ...step, calls, ...(step.answer === undefined ? {} : { answer: said }) };
        const grammar = GRAMMARS[`agentinstruct-${split}`]!;
        const again = grammar.read(grammar.write(changed)!);
        // Plain texts without white space at their ends and signs of the grammar are never seen as another.
        if (/^[a天气]+$/u.test(said) && !["mind2web", "alfworld"].includes(split))
          expect(again === undefined ? "unread" : differenceOf(changed, again)).toBeUndefined();
      }),
    );
  });
});
