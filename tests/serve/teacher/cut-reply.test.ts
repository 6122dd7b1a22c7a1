import fc from "fast-check";
import { expect, test } from "vitest";
import type { Completion } from "../../../src/serve/teacher/completion.ts";
import { cutAtStop, cutToTokens, tokensOf } from "../../../src/serve/teacher/cut-reply.ts";
import { streamCompletion } from "../../../src/serve/teacher/stream-completion.ts";

const text = fc.string({ unit: fc.constantFrom("a", "word", " ", "\n", "字", "😀", '"', "{", "7") });
const call = fc.record({
  id: fc.constant("call_1_1"),
  type: fc.constant("function" as const),
  function: fc.record({ name: fc.constantFrom("look", "find_page"), arguments: text }),
});
const reply = fc.record({ content: fc.option(text), tool_calls: fc.array(call, { maxLength: 3 }) });

test("a cut reply keeps to its tokens, and is a beginning of the whole one", () => {
  fc.assert(
    fc.property(reply, fc.integer({ min: 1, max: 40 }), (whole, limit) => {
      const cut = cutToTokens(whole, limit);
      expect(tokensOf(cut)).toBeLessThanOrEqual(limit);
      if (tokensOf(whole) <= limit) expect(cut).toEqual(whole);
      expect((whole.content ?? "").startsWith(cut.content ?? "")).toBe(true);
      expect(`${cut.content}`.isWellFormed()).toBe(true);
      for (const [at, { function: made }] of cut.tool_calls.entries()) {
        const { name, arguments: all } = whole.tool_calls[at]!.function;
        expect([made.name, all.startsWith(made.arguments)]).toEqual([name, true]);
      }
    }),
  );
});

test("a text ends in front of the stop sequence that comes first", () => {
  expect(cutAtStop("one two three", ["three", "two"])).toBe("one ");
  expect(cutAtStop("one two", ["", "four"])).toBe("one two");
  expect(cutAtStop("one two", [])).toBe("one two");
});

test("the deltas of a stream are the reply, piece by piece", () => {
  fc.assert(
    fc.property(reply, fc.boolean(), (parts, includeUsage) => {
      const chunks = [...streamCompletion(completionOf(parts), includeUsage)]
        .slice(0, -1)
        .map((event) => JSON.parse(event.slice(6)));
      const deltas = chunks.flatMap(({ choices }) => choices.map((choice: { delta: object }) => choice.delta));
      expect(deltas.map(({ content }) => content ?? "").join("")).toBe(parts.content ?? "");
      const calls = deltas.flatMap(({ tool_calls }) => tool_calls ?? []);
      for (const [at, { function: made }] of parts.tool_calls.entries()) {
        const own = calls.filter(({ index }) => index === at);
        expect(own[0].function.name).toBe(made.name);
        expect(own.map((piece) => piece.function.arguments).join("")).toBe(made.arguments);
      }
      expect(chunks.filter((chunk) => "mat" in chunk)).toEqual([chunks.at(-1)]);
    }),
  );
});

function completionOf(parts: Pick<Completion, "content" | "tool_calls">): Completion {
  const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
  return { id: "a", model: "reader", created: 0, finish_reason: "stop", usage, mat: { synthetic: true }, ...parts };
}
