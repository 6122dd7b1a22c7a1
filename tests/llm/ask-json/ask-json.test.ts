import { expect, test } from "vitest";
import { z } from "zod";
import { askJson, type CheckedAnswer, MOST_REPAIRS } from "../../../src/llm/ask-json/ask-json.ts";
import type { ChatClient, ChatReply, ChatRequest } from "../../../src/llm/chat-client.ts";

const shape = z.object({ sum: z.int() });
const check = ({ sum }: { sum: number }): CheckedAnswer<number> =>
  sum === 4 ? { value: sum } : { problems: [{ reason: "wrong_sum", problem: `${sum} is not two and two.` }] };
const QUESTION = {
  messages: [{ role: "user", content: "2 + 2?" }],
  name: "sum",
  shape,
  language: "en",
  check,
} as const;

/** Says these texts one after the other. */
function saying(...texts: readonly (string | ChatReply)[]): { client: ChatClient; requests: ChatRequest[] } {
  const requests: ChatRequest[] = [];
  const complete = async (request: ChatRequest): Promise<ChatReply> => {
    const said = texts[requests.push(request) - 1];
    if (said === undefined) throw new Error("asked too often");
    return typeof said === "string" ? { text: said, finish: "stop" } : said;
  };
  return { client: { model: "scripted", complete }, requests };
}

test("a right answer is taken at once, and the server was asked for its shape", async () => {
  const { client, requests } = saying('{"sum":4}');
  expect(await askJson(client, QUESTION)).toEqual({ value: 4, attempts: [{ text: '{"sum":4}', problems: [] }] });
  expect(requests[0]!.responseSchema).toMatchObject({
    name: "sum",
    schema: { type: "object", required: ["sum"], additionalProperties: false },
  });
});

test("a wrong answer is asked for again with what is wrong with it", async () => {
  const { client, requests } = saying('{"sum":5}', '{"sum":4}');
  const { value, attempts } = await askJson(client, QUESTION);
  expect(value).toBe(4);
  expect(attempts.map(({ problems }) => problems.map(({ reason }) => reason))).toEqual([["wrong_sum"], []]);
  expect(requests[1]!.messages.slice(0, 2)).toEqual([
    QUESTION.messages[0],
    { role: "assistant", content: '{"sum":5}' },
  ]);
  expect(requests[1]!.messages[2]!.content).toContain("5 is not two and two.");
});

test("it is asked again twice and not more often", async () => {
  const { client, requests } = saying('{"sum":5}', '{"sum":"four"}', "I cannot add.");
  const { value, attempts } = await askJson(client, QUESTION);
  expect(value).toBeUndefined();
  expect(requests.map(({ messages }) => messages.length)).toEqual([1, 3, 5]);
  expect(requests).toHaveLength(1 + MOST_REPAIRS);
  expect(attempts.map(({ problems }) => problems[0]!.reason)).toEqual(["wrong_sum", "wrong_shape", "no_json"]);
});

test("a refusal is not asked again, and a reply that was cut off is named", async () => {
  const refused = saying({ text: "No.", finish: "refusal" });
  expect((await askJson(refused.client, QUESTION)).attempts[0]!.problems[0]!.reason).toBe("refused");
  const cut = saying({ text: '{"sum', finish: "length" }, '{"sum":4}');
  expect((await askJson(cut.client, QUESTION)).attempts[0]!.problems[0]!.reason).toBe("cut_off");
});
