import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DatasetDamagedError } from "../../src/core/errors.ts";
import { parseStoredJson } from "../../src/core/json/parse.ts";
import { stringifyJson } from "../../src/core/json/stringify.ts";
import type { JsonValue } from "../../src/core/json/value.ts";
import { storedRowParser } from "../../src/format/stored-row-parser.ts";
import { anyToken, write } from "../core/json/json-texts.ts";

const rowOf = (text: string) => ({ id: "a", text, part: "part.jsonl", index: 0, line: 1 }) as never;
const textOf = (value: unknown) => stringifyJson(value as JsonValue);
const compact = { colon: () => ":", comma: () => "", open: () => "", close: () => "" };

const TOOLS = '[{"type":"function","function":{"name":"look","parameters":{"type":"object"}}}]';
const row = (tools: string, { before = "", steps = '[{"step_id":1}]', after = "" } = {}) =>
  `{"schema_version":"ATIF-v1.7",${before}"agent":{"name":"a","tool_definitions":${tools}},"steps":${steps}${after}}`;

describe("storedRowParser", () => {
  test("rows with the same tools share one object of them", () => {
    const parse = storedRowParser();
    const [first, second, other] = [row(TOOLS), row(TOOLS, { steps: "[]" }), row("[]")].map((text) =>
      parse(rowOf(text)),
    );
    expect(first!.agent.tool_definitions).toHaveLength(1);
    expect(second!.agent.tool_definitions).toBe(first!.agent.tool_definitions);
    expect(other!.agent.tool_definitions).toEqual([]);
  });

  test.each([
    ["tools that hold what comes after tools", row('[{"a":{"enum":["b"]},"steps":[]}]')],
    ["a text that looks like the end of tools", row('[{"a":"]},\\"steps\\":["}]')],
    ["numbers with a spelling of their own", row('[{"a":1.0,"10":1,"9":2}]')],
    ["repeated keys in tools", row('[{"a":1,"a":2}]')],
    ["two agents", row("0", { after: `,"agent":{"tool_definitions":${TOOLS}},"steps":[]` })],
    ["tools twice", `{"agent":{"tool_definitions":0,"tool_definitions":${TOOLS}},"steps":[]}`],
    ["an agent elsewhere first", row("0", { before: `"x":{"agent":{"tool_definitions":${TOOLS}},"steps":[]},` })],
    [
      "tools elsewhere first",
      `{"agent":{"x":{"tool_definitions":${TOOLS}},"steps":[],"tool_definitions":0},"steps":[]}`,
    ],
    ["no tools, and the name in a text", `{"agent":{"name":"\\"tool_definitions\\":"},"steps":[{"a":${TOOLS}}]}`],
    [
      "tools beside the agent",
      `{"agent":{"name":"a"},"tool_definitions":${TOOLS},"steps":[{"x":{"y":[]},"steps":[]}]}`,
    ],
    ["tools that are no list", row("{}")],
    ["a row that is no object", "[1]"],
    ["null", "null"],
  ])("%s: the same as parsed whole, however often", (_name, text) => {
    const parse = storedRowParser();
    for (let time = 0; time < 3; time++) expect(textOf(parse(rowOf(text)))).toBe(textOf(parseStoredJson(text)));
  });

  test("any tools, steps and members between: the same as parsed whole", () => {
    const part = anyToken.map((token) => write(token, compact));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), part, part, (items, before, after) => {
        const parse = storedRowParser();
        const text = row(`[${items.join(",")}]`, {
          before: `"x":${before},`,
          steps: `[${after}]`,
          after: `,"y":${after}`,
        });
        for (let time = 0; time < 2; time++) expect(textOf(parse(rowOf(text)))).toBe(textOf(parseStoredJson(text)));
      }),
    );
  });

  test("a row that is no JSON is named, whichever part of it is none", () => {
    const parse = storedRowParser();
    const whole = row(TOOLS);
    const damaged = [row("[}]"), row(TOOLS, { steps: "[}]" }), whole.slice(0, -1), `${whole}\u00a0`, `\ufeff${whole}`];
    for (const text of damaged) expect(() => parse(rowOf(text))).toThrow(DatasetDamagedError);
  });
});
