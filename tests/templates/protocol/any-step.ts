import fc from "fast-check";
import type { JsonObject, JsonValue } from "../../../src/core/json/value.ts";
import { type AgentCall, type AgentStep, agentCall, agentStep } from "../../../src/templates/protocol/agent-step.ts";
import { labelsOf } from "../../../src/templates/protocol/labels.ts";
import { marksOf } from "../../../src/templates/protocol/marks.ts";
import { PROTOCOLS } from "../../../src/templates/protocol/registry.ts";
import { FIELD_PROTOCOLS } from "./field-protocols.ts";

const signs = [...Object.values(PROTOCOLS), ...FIELD_PROTOCOLS].flatMap((protocol) => {
  if (protocol.kind === "labelled") return labelsOf(protocol).map(([, label]) => label);
  return protocol.kind === "json" ? [] : marksOf(protocol);
});
const piece = fc.oneof(
  fc.constantFrom(...signs),
  fc.constantFrom(...signs.map((sign) => `\n${sign} `)),
  fc.constantFrom(...signs.map((sign) => `\\${sign}`), ...signs.map((sign) => `${sign[0]}\\${sign.slice(1)}`)),
  fc.constantFrom(
    "\n",
    "\r\n",
    "\r",
    " ",
    "\t",
    "\\",
    "\\\\",
    '"',
    "'",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "&",
    "&lt;",
    ",",
  ),
  fc.constantFrom("```", "```json\n", "\n```", '{"name":"x"}', "null", "\u2028", "\u0000", "\ufeff", "\u0085"),
  fc.constantFrom("天气", "思考：", "שלום", "\u202eabc", "👩‍👩‍👧", "é", "Look it up.", "Finish", "task_complete"),
  fc.string({ unit: "binary", maxLength: 6 }).map((text) => text.toWellFormed()),
);

/** Well-formed text of what protocols are made of, and of anything. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom("", "a", "\n", " ") },
  { weight: 9, arbitrary: fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join("")) },
);

const anyValue: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    anyText,
    fc.constantFrom<JsonValue>(null, true, false, 0, -1.5, 1e300, 42),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(anyText, tie("value"), { maxKeys: 3 }) as fc.Arbitrary<JsonValue>,
  ),
})).value;
const anyArguments = fc.dictionary(fc.oneof(fc.constantFrom("city", "1", "__proto__", "name"), anyText), anyValue, {
  maxKeys: 4,
}) as fc.Arbitrary<JsonObject>;

const anyCall: fc.Arbitrary<AgentCall> = fc
  .tuple(
    fc.oneof(fc.constantFrom("get_weather", "search", "bash", "天气", ""), anyText),
    anyArguments,
    fc.constantFrom<number | undefined>(undefined, 1, 2),
  )
  .map(([name, args, indent]) =>
    agentCall(name, args, indent === undefined ? undefined : JSON.stringify(args, null, indent)),
  );

const thought = fc.option(anyText, { nil: undefined });
const reasoning = fc.oneof(fc.constant(undefined), anyText);
const fieldName = fc.oneof(fc.constantFrom("plan", "criticism", "reflection", "speak"), anyText);
const fields = fc.oneof(fc.constant(undefined), fc.dictionary(fieldName, anyText, { maxKeys: 4 }));

/** Steps of every shape, with hostile text in each of their members. */
export const anyStep: fc.Arbitrary<AgentStep> = fc.oneof(
  fc.record({ thought, reasoning, fields, calls: fc.array(anyCall, { minLength: 1, maxLength: 1 }) }).map(agentStep),
  fc.record({ thought, reasoning, fields, calls: fc.array(anyCall, { minLength: 2, maxLength: 3 }) }).map(agentStep),
  fc.record({ thought, reasoning, fields, calls: fc.constant([]), answer: anyText }).map(agentStep),
  fc.record({ thought, reasoning, fields, calls: fc.constant([]), give_up: anyText }).map(agentStep),
  fc.record({ thought, reasoning, fields, calls: fc.constant([]) }).map(agentStep),
);
