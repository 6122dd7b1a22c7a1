import fc from "fast-check";
import type { JsonValue } from "../../../src/core/json/value.ts";

/** Texts that look like markers, placeholders or JSON: what the GLPFT preprocessing could trip over. */
const FRAGMENTS = [
  "plain ",
  "\n",
  " ",
  "{thought}",
  "{history}",
  "{doc}",
  "{tool_names}",
  "Next: give up.",
  " Next: caller.",
  "Next: conclusion.",
  "</s>",
  "é",
  "工具",
  "😀",
  '"',
  "\\",
  "}",
  "{",
  "\u2028",
  "\u001f",
  "\ufeff",
  "Action: x\nAction Input: {}",
  "\nconclusion: give up.",
  "none",
  "invalid_hallucination_function_name",
  '"response":',
  '"final_answer": ',
  "give_up_and_restart",
  "\u007f",
  "\ud83d",
  "NaN",
];

export const oddText = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 5 }).map((parts) => parts.join(""));

const anyJson = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>;

/** JSON text of a value, sometimes cut off or with raw line breaks, as models write it. */
const modelJson = (value: fc.Arbitrary<unknown>) =>
  fc.tuple(value, fc.constantFrom(undefined, 2), fc.integer({ min: 0, max: 9 })).map(([item, indent, fault]) => {
    const text = JSON.stringify(item, null, indent) ?? "null";
    if (fault === 0) return text.slice(0, Math.floor(text.length / 2));
    return fault === 1 ? text.replaceAll("\\n", "\n") : text;
  });

const finish = fc.record(
  { return_type: fc.constantFrom("give_answer", "give_up_and_restart"), final_answer: fc.oneof(oddText, anyJson) },
  { requiredKeys: [] },
);

const content = fc.oneof(fc.constant(null), oddText);
const functionName = fc.constantFrom("search", "lookup", "invalid_hallucination_function_name");

/** Messages as ToolBench has them, and now and then as it should not. */
const message = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      role: fc.constant("assistant"),
      content,
      function_call: fc.record({ name: functionName, arguments: modelJson(anyJson) }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      role: fc.constant("assistant"),
      content,
      function_call: fc.record({ name: fc.constant("Finish"), arguments: fc.oneof(modelJson(finish), oddText) }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      role: fc.constant("function"),
      name: functionName,
      content: fc.oneof(modelJson(fc.record({ error: oddText, response: fc.oneof(oddText, anyJson) })), oddText),
    }),
  },
  { weight: 1, arbitrary: fc.record({ role: fc.constant("user"), content: oddText, valid: fc.constant(false) }) },
  { weight: 1, arbitrary: fc.record({ role: fc.constant("assistant"), content: oddText }) },
  {
    weight: 1,
    arbitrary: fc.record({ content: oddText, role: fc.constantFrom("system", "tool", "user"), more: anyJson }),
  },
);

const tool = fc.record({
  Name: oddText,
  function: oddText,
  input: fc.dictionary(
    fc.constantFrom("q", "1", "__proto__"),
    fc.constantFrom("string, the query", "integer", "", ", x"),
  ),
});

/** A stage-1 row, ordinary or odd. */
export const stage1Row = fc
  .record({
    tools: fc.array(tool, { maxLength: 2 }),
    instruction: oddText,
    opening: fc.boolean(),
    system: oddText,
    rest: fc.array(message, { maxLength: 6 }),
  })
  .map(({ tools, instruction, opening, system, rest }) => {
    const user = opening ? `\n${instruction}\nBegin!\n` : "another opening";
    return {
      tools,
      instruction,
      chains: [{ role: "system", content: system }, { role: "user", content: user }, ...rest],
    } as unknown as JsonValue;
  });
