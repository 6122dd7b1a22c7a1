import { createRandom, type Random } from "../../core/random.ts";
import { type AgentCall, type AgentStep, agentCall, agentStep } from "../protocol/agent-step.ts";
import { fieldNamesOf } from "../protocol/fields.ts";
import type { Protocol } from "../protocol/protocol.ts";
import { signsOf } from "./signs.ts";

const ORDINARY = [
  "I need the weather first.",
  "The first source gives 1,204; the second one agrees.",
  "先查一下明天的航班，再比较价格。",
  'She asked: "Is it open on Sundays?"',
  "Steps:\n1. find the station\n2. read its timetable",
  "It costs 12.50 € (tax included).",
  "还缺一个数据：2023 年的销量。",
  "Done 👍",
];
const HOSTILE = [
  ..."\n|\r\n|\r| |\t|\\|\\\\|\"|'|{|}|[|]|(|)|<|>|&|&lt;|,|```|```json\n|\n```|null|\u2028|\u0000|\ufeff|👩‍👩‍👧|é|שלום|\u202eabc".split(
    "|",
  ),
  '{"name":"x"}',
  ...ORDINARY,
];
const NAMES = ["find_flights", "read_page", "bash", "Finish", "task_complete", "天气"];
const KEYS = ["city", "query", "date", "name", "1", "action"];

/** A step, and whether it is one that agents take every day. */
export interface GeneratedStep {
  readonly step: AgentStep;
  readonly ordinary: boolean;
}

/**
 * Steps to try a protocol on, the same for the same protocol: half of them ordinary, half with texts made of the protocol's
 * own labels and marks, of brackets, quotes, fences, line breaks, and of many scripts.
 */
export function generatedSteps(protocol: Protocol, count: number): GeneratedStep[] {
  const random = createRandom(1, "protocol law");
  const signs = signsOf(protocol);
  const pieces = [...HOSTILE, ...signs, ...signs, ...signs.map((sign) => `\n${sign} `), ...signs.map(escaped)];
  return Array.from({ length: count }, (_, at) => {
    const ordinary = at % 2 === 0;
    const text = ordinary ? () => random.pick(ORDINARY) : () => join(random, pieces);
    return { step: withFields(protocol, stepOf(random, at >> 1, text, ordinary), text, random), ordinary };
  });
}

function stepOf(random: Random, at: number, text: () => string, ordinary: boolean): AgentStep {
  const thought = random.chance(0.8) ? text() : undefined;
  const reasoning = !ordinary && random.chance(0.2) ? text() : undefined;
  const calls = (count: number) => Array.from({ length: count }, () => callOf(random, text, ordinary));
  if (at % 5 === 3) return agentStep({ thought, reasoning, calls: [], answer: text() });
  if (at % 5 === 4) return agentStep({ thought, reasoning, calls: [], give_up: random.chance(0.5) ? text() : "" });
  if (at % 5 === 2 && !ordinary) return agentStep({ thought, reasoning, calls: calls(2) });
  return agentStep({ thought, reasoning, calls: calls(1) });
}

/** Half of the fields that the protocol has a place for. */
function withFields(protocol: Protocol, step: AgentStep, text: () => string, random: Random): AgentStep {
  const said = fieldNamesOf(protocol).filter(() => random.chance(0.5));
  const fields = said.map((name) => [name, text()]).filter(([, value]) => value !== "");
  return fields.length === 0 ? step : { ...step, fields: Object.fromEntries(fields) as Record<string, string> };
}

function callOf(random: Random, text: () => string, ordinary: boolean): AgentCall {
  const name = ordinary ? random.pick(NAMES.slice(0, 2)) : random.pick(NAMES);
  const values = [
    text,
    () => random.below(1000) - 0.5,
    () => true,
    () => null,
    () => [text()],
    () => ({ note: text() }),
  ];
  const args = Object.fromEntries(
    Array.from({ length: random.below(4) }, () => [random.pick(KEYS), random.pick(values)()]),
  );
  return agentCall(name, args, random.chance(0.2) ? JSON.stringify(args, null, 1) : undefined);
}

function join(random: Random, pieces: readonly string[]): string {
  return Array.from({ length: random.below(7) }, () => random.pick(pieces)).join("");
}

/** A sign as a text may hold it that was written with a backslash on purpose. */
function escaped(sign: string): string {
  return `${sign[0]}\\${sign.slice(1)}`;
}
