import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { Token } from "../core/json/json-texts.ts";
import { anyToken } from "../core/json/json-texts.ts";
import { anyText } from "../templates/protocol/any-step.ts";
import { anyProtocolText } from "./generate-protocol-rows.ts";
import { json, list, object, oneOf, seldom, sometimes, textToken } from "./generate-trajectory.ts";

/** The rows of a fixture, as text. */
export function fixtureRows(format: string): string[] {
  return readFileSync(`tests/fixtures/${format}/rows.jsonl`, "utf8").trimEnd().split("\n");
}

/** What is said in the turns of a fixture by one who is from there. */
function spoken(format: string, from: string): string[] {
  const rows = fixtureRows(format).map((row) => JSON.parse(row) as { conversations: unknown });
  const turns = rows.flatMap(({ conversations }) => (Array.isArray(conversations) ? conversations : []));
  return turns.flatMap((turn) => (turn.from === from && typeof turn.value === "string" ? [turn.value] : []));
}

const pieces = (...texts: string[]): fc.Arbitrary<Token> =>
  fc
    .array(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...texts) }, { weight: 1, arbitrary: anyText }), {
      maxLength: 9,
    })
    .map((parts) => json(parts.join("")));

const grammarText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...spoken("agentinstruct", "gpt")).map(json) },
  {
    weight: 3,
    arbitrary: pieces(
      "Think: ",
      "\nAct: ",
      "bash\n\n```bash\nls\n```",
      "answer(1)",
      "finish",
      "Action: ",
      "Operation\n```sql\nSELECT 1\n```",
      "\nFinal Answer: ",
      "THOUGHT: ",
      "\nACTION: ",
      "go to shelf 1",
      "search[tea]",
      "\nThought: ",
      "count(#1)",
      "get_neighbors(a, b)",
      "\nAnswer: B.",
      "\nAction: TYPE",
      "\nValue: x",
      "\nObservation: ",
      " ",
      "\n",
      "(",
      ")",
    ),
  },
  { weight: 1, arbitrary: anyProtocolText },
);

const turn = (from: fc.Arbitrary<Token>, value: fc.Arbitrary<Token>, loss: fc.Arbitrary<Token | undefined>) =>
  object({ from, loss, value: fc.oneof({ weight: 12, arbitrary: value }, { weight: 1, arbitrary: anyToken }) });

const anyLoss = fc.oneof({ weight: 6, arbitrary: oneOf(true, false, null) }, { weight: 1, arbitrary: anyToken });
const ids = ["os_1", "db_2", "alfworld_3", "webshop_4", "kg_5", "mind2web_6", "talk_7", ""];

/** Rows of turns of AgentInstruct's kind. */
export const anyAgentInstructRow: fc.Arbitrary<Token> = object({
  id: sometimes(fc.oneof({ weight: 6, arbitrary: oneOf(...ids) }, { weight: 1, arbitrary: anyToken })),
  conversations: list(
    fc.oneof(
      { weight: 4, arbitrary: turn(oneOf("human"), textToken, sometimes(anyLoss)) },
      { weight: 6, arbitrary: turn(oneOf("gpt"), grammarText, sometimes(anyLoss)) },
      { weight: 1, arbitrary: turn(oneOf("system", "tool", "__proto__", ""), textToken, seldom(anyLoss)) },
    ),
    { minLength: 1, maxLength: 6 },
  ),
});

const markedText = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...spoken("msagent", "assistant")).map(json) },
  {
    weight: 4,
    arbitrary: pieces(
      "<|startofthink|>",
      "<|endofthink|>",
      "<|startofexec|>",
      "<|endofexec|>",
      "<|EndOfExec|>",
      "<\\|startofthink|>",
      "<|startofreason|>",
      "<|endofreason|>",
      "<|startofgiveup|>",
      "```JSON\n",
      "\n```",
      '{"api_name": "t", "url": "", "parameters": {"n": 1.0, "2": "\\u003c|endofthink|>"}}',
      '{"api_name":"t","parameters":{},"url":"http://127.0.0.1/t"}',
      "{'api_name': 't', 'url': '', 'parameters': {'a': None}}",
      "{broken",
      "天气",
      "It rains.",
      " ",
      "\n",
      "\n\n",
    ),
  },
  { weight: 1, arbitrary: anyProtocolText },
);

const msAgentTurns = list(
  fc.oneof(
    { weight: 1, arbitrary: turn(oneOf("system"), textToken, fc.constant(undefined)) },
    { weight: 2, arbitrary: turn(oneOf("user"), textToken, seldom(anyLoss)) },
    { weight: 6, arbitrary: turn(oneOf("assistant"), markedText, seldom(anyLoss)) },
    { weight: 1, arbitrary: turn(oneOf("human", "tool", "__proto__", ""), textToken, seldom(anyLoss)) },
  ),
  { minLength: 1, maxLength: 5 },
);

/** Rows of turns of MSAgent-Bench's kind. */
export const anyMsAgentRow: fc.Arbitrary<Token> = object({
  id: sometimes(fc.oneof(textToken, anyToken)),
  conversations: msAgentTurns,
});
