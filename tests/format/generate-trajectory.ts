import fc from "fast-check";
import { anyToken, type Token, write } from "../core/json/json-texts.ts";

/** Members of an object; a value of undefined leaves the key out. */
type Members = Readonly<Record<string, fc.Arbitrary<Token | undefined>>>;

const compact = { colon: () => ":", comma: () => "", open: () => "", close: () => "" };

/** A token tree as one compact JSON text. */
export function textOfToken(token: Token): string {
  return write(token, compact);
}

/** A value as one token. */
export const json = (value: unknown): Token => JSON.stringify(value);
const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("", "Look it up.", "It rains.", "a\nb", "天气", "\ud83d", "</s>") },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
);
/** A JSON string, half of a surrogate pair now and then. */
export const textToken = text.map(json);
/** One of these values. */
export const oneOf = (...values: unknown[]) => fc.constantFrom(...values.map(json));
/** Half of the time there, half of the time not. */
export const sometimes = (arbitrary: fc.Arbitrary<Token>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
/** Mostly not there. */
export const seldom = (arbitrary: fc.Arbitrary<Token>) =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, arbitrary);

/** An object with these members: in any order now and then, with unknown keys, with a key repeated. */
export function object(members: Members, hostile = true): fc.Arbitrary<Token> {
  const known = fc.record(members as Record<string, fc.Arbitrary<Token | undefined>>).map((record) => {
    return Object.entries(record).flatMap(([key, value]): [string, Token][] =>
      value === undefined ? [] : [[json(key) as string, value]],
    );
  });
  if (!hostile) return known.map((list) => ({ open: "{", members: list }));
  const unknown = fc.oneof(
    { weight: 6, arbitrary: fc.constant<[string, Token][]>([]) },
    fc.array(
      fc.tuple(fc.constantFrom("__proto__", "1", "x", "metadata", "constructor", "name", "").map(json), anyToken),
      { maxLength: 2 },
    ),
  );
  const order = fc.option(fc.nat(), { nil: undefined, freq: 5 });
  const repeat = fc.oneof({ weight: 15, arbitrary: fc.constant(undefined) }, fc.tuple(fc.nat(), anyToken));
  return fc.tuple(known, unknown, order, repeat).map(([list, more, seed, again]): Token => {
    const all = [...list, ...(more as [string, Token][])];
    if (again !== undefined && all.length > 0) all.unshift([all[again[0] % all.length]![0], again[1]]);
    const shuffled = seed === undefined ? all : shuffle(all, seed);
    return { open: "{", members: shuffled };
  });
}

/** The last of repeated keys is what is read, so a repeat stays in front: only the order of the others changes. */
function shuffle(list: [string, Token][], seed: number): [string, Token][] {
  const seen = new Set(list.map(([key]) => key));
  if (seen.size !== list.length) return list;
  return list
    .map((item, index) => ({ item, at: ((seed + index) * 2_654_435_761) % 1_000_003 }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** A list of such items. */
export function list(item: fc.Arbitrary<Token>, lengths: fc.ArrayConstraints = { maxLength: 3 }): fc.Arbitrary<Token> {
  return fc.array(item, lengths).map((items): Token => ({ open: "[", items }));
}

const part = fc.oneof(
  object({ type: oneOf("text"), text: textToken }),
  object({
    type: oneOf("image_url"),
    image_url: object({
      url: oneOf("https://example.org/a.png", "data:image/png;base64,AA==", "x"),
      detail: seldom(oneOf("low")),
    }),
  }),
  object({ type: oneOf("input_audio", "refusal", "file"), refusal: seldom(textToken) }),
  anyToken,
);
const content = fc.oneof(
  { weight: 6, arbitrary: textToken },
  { weight: 1, arbitrary: list(part) },
  { weight: 1, arbitrary: oneOf(null) },
  { weight: 1, arbitrary: anyToken },
);
const callId = oneOf("call_1", "call_2", "call_a", "call_b", "");
const argumentsText = fc
  .oneof(
    fc.constantFrom(
      '{"city":"Oslo"}',
      '{"city": "Oslo"}',
      '{"n":1.0,"1":2,"a":1e2}',
      "{}",
      "",
      "{broken",
      "[1]",
      "null",
      '{"a":1,"a":2}',
      ' {"x": "\\u00e9"} ',
    ),
    fc.string({ maxLength: 6 }),
    anyToken.map(textOfToken),
  )
  .map(json);
const madeCall = object({
  name: oneOf("get_weather", "search", ""),
  arguments: fc.oneof(
    { weight: 6, arbitrary: argumentsText as fc.Arbitrary<Token> },
    { weight: 1, arbitrary: anyToken },
  ),
});
const call = fc.oneof(
  { weight: 6, arbitrary: object({ id: sometimes(callId), type: sometimes(oneOf("function")), function: madeCall }) },
  { weight: 1, arbitrary: object({ type: oneOf("custom"), custom: anyToken }) },
  { weight: 1, arbitrary: anyToken },
);
const message = fc.oneof(
  { weight: 2, arbitrary: object({ role: oneOf("system", "developer", "user"), content, name: seldom(textToken) }) },
  {
    weight: 4,
    arbitrary: object({
      role: oneOf("assistant"),
      content: sometimes(content),
      reasoning_content: seldom(fc.oneof(textToken, anyToken)),
      reasoning: seldom(textToken),
      refusal: seldom(fc.oneof(textToken, oneOf(null))),
      tool_calls: sometimes(fc.oneof({ weight: 6, arbitrary: list(call) }, { weight: 1, arbitrary: anyToken })),
      function_call: seldom(fc.oneof(madeCall, anyToken)),
      weight: seldom(fc.oneof(fc.constantFrom<Token>("0", "1", "0.0", "1.0", "0.5", "true"), anyToken)),
    }),
  },
  {
    weight: 4,
    arbitrary: object({
      role: oneOf("tool", "tool", "function"),
      tool_call_id: sometimes(fc.oneof(callId, anyToken)),
      name: sometimes(oneOf("get_weather", "search")),
      content: sometimes(content),
    }),
  },
  { weight: 1, arbitrary: object({ role: oneOf("ipython", "constructor", "__proto__", ""), content }) },
);
const schema = fc.constantFrom<Token>('{"type":"object","properties":{"city":{"type":"string"},"1":{"minimum":1.0}}}');
const openAiTool = fc.oneof(
  object({
    type: oneOf("function"),
    function: object({
      name: oneOf("get_weather", "search"),
      description: sometimes(textToken),
      parameters: sometimes(schema),
      strict: seldom(oneOf(true)),
    }),
  }),
  object({ name: oneOf("bare"), parameters: sometimes(schema) }),
  anyToken,
);
const toolList = fc.oneof(
  { weight: 5, arbitrary: list(openAiTool) },
  { weight: 1, arbitrary: list(openAiTool).map((tools) => json(textOfToken(tools))) },
  { weight: 1, arbitrary: anyToken },
);

/** Rows of chat messages with all that such rows were seen to hold, and much that they were not. */
export const anyOpenAiRow: fc.Arbitrary<Token> = object({
  id: seldom(fc.oneof(textToken, anyToken)),
  model: seldom(oneOf("gpt-4o")),
  messages: list(message, { minLength: 1, maxLength: 6 }),
  tools: sometimes(toolList),
  functions: seldom(toolList),
  parallel_tool_calls: seldom(oneOf(false)),
});

const anyObject = object({ x: sometimes(anyToken) });
const verdict = object({ by: oneOf("filter:x"), reason: oneOf("r") }, false);
const residual = object({ format: oneOf("openai", "glpft-raw/1"), of: oneOf("0"), patch: anyToken }, false);
const stepMat = object({
  train: sometimes(oneOf(true, false)),
  finish: sometimes(oneOf("answer", "give_up")),
  thought: seldom(textToken),
  fields: seldom(object({ plan: textToken, x: sometimes(textToken) })),
  verdicts: seldom(list(verdict)),
  raw: seldom(list(residual)),
});
const stepExtra = object({ x: sometimes(anyToken), mat: sometimes(stepMat) });
const tool = object({
  type: oneOf("function"),
  function: object({ name: textToken, description: sometimes(textToken) }),
});
const image = object({
  type: oneOf("image"),
  source: object({ media_type: oneOf("image/png"), path: sometimes(oneOf("a.png")) }),
});
const atifContent = fc.oneof(
  { weight: 5, arbitrary: textToken },
  list(fc.oneof(object({ type: oneOf("text"), text: textToken }), image)),
);
const atifCall = object({
  tool_call_id: callId,
  function_name: oneOf("get_weather"),
  arguments: fc.oneof(anyObject, fc.constantFrom<Token>('{"n":1.0}', "{}")),
  extra: seldom(anyObject),
});
const result = object({
  source_call_id: sometimes(callId),
  content: sometimes(atifContent),
  subagent_trajectory_ref: seldom(anyToken),
  extra: seldom(anyObject),
});
const metrics = object({
  prompt_tokens: sometimes(fc.constantFrom<Token>("12", "1.0", "1e2")),
  cost_usd: sometimes(fc.constantFrom<Token>("0.10")),
  extra: seldom(anyObject),
});
const step = fc.oneof(
  object({
    step_id: fc.constantFrom<Token>("1", "2", "1.0"),
    source: oneOf("system", "user"),
    message: atifContent,
    timestamp: seldom(oneOf("2026-01-01T00:00:00Z")),
    extra: seldom(stepExtra),
  }),
  object({
    step_id: fc.constantFrom<Token>("3", "4"),
    source: oneOf("agent"),
    message: atifContent,
    reasoning_content: seldom(textToken),
    tool_calls: sometimes(list(atifCall)),
    observation: sometimes(object({ results: list(result), extra: seldom(anyObject) })),
    metrics: seldom(metrics),
    model_name: seldom(oneOf("m")),
    extra: seldom(stepExtra),
  }),
);

/** ATIF rows of several versions, with unknown keys everywhere. */
export const anyAtifRow: fc.Arbitrary<Token> = object({
  schema_version: oneOf("ATIF-v1.0", "ATIF-v1.4", "ATIF-v1.7", "ATIF-v1.12"),
  session_id: sometimes(textToken),
  trajectory_id: sometimes(textToken),
  agent: object({
    name: textToken,
    version: oneOf("1"),
    model_name: seldom(oneOf("m")),
    tool_definitions: seldom(list(tool)),
    extra: seldom(anyObject),
  }),
  steps: list(step, { minLength: 1, maxLength: 4 }),
  notes: seldom(textToken),
  final_metrics: seldom(object({ total_cost_usd: fc.constantFrom<Token>("1.0", "0") })),
  extra: seldom(anyObject),
});
