import { describe, expect, test } from "vitest";
import { argumentsText } from "../../../src/format/alpha-umi/chain.ts";
import { finishAsReference } from "../../../src/format/alpha-umi/finish.ts";

const nested = (levels: number): string => `${"[".repeat(levels)}${"]".repeat(levels)}`;
const call = (text: string, args: Record<string, unknown>) => ({
  tool_call_id: "call_1",
  function_name: "look",
  arguments: args,
  extra: { mat: { arguments_text: text } },
});

describe("arguments that nest deeper than can be walked", () => {
  test.each([600, 5_000, 50_000])("%d levels: the text is kept while the call says nothing else", (levels) => {
    const text = `{ "a": ${nested(levels)} }`;
    expect(argumentsText(call(text, { b: 1 }))).toBe('{"b":1}');
    if (levels > 3_000) expect(argumentsText(call(text, {}))).toBe(text);
  });

  test("a Finish call of such arguments is read as text that is no JSON", () => {
    const args = `{"return_type": "give_answer", "final_answer": "x", "more": ${nested(50_000)}}`;
    expect(finishAsReference(args, "c")).toEqual({
      giveUp: false,
      answer: { value: expect.stringMatching(/^x", "more"/) },
    });
  });
});

test("a Finish call's answer is a text, or keeps the spelling of what it is", () => {
  const answerOf = (args: string) => finishAsReference(args, "c");
  expect(answerOf('{"return_type": "give_answer", "final_answer": "x"}')).toMatchObject({ answer: { value: "x" } });
  expect(answerOf('{"return_type": "give_answer", "final_answer": 1.50}')).toMatchObject({ answer: { value: 1.5 } });
  expect(answerOf('{"return_type": "give_answer"}')).toMatchObject({ answer: { value: "none" } });
  expect(answerOf('{"return_type": "give_up_and_restart"}')).toEqual({ giveUp: true });
});
