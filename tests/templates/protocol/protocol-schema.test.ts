import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ToolDefinition } from "../../../src/core/tool.ts";
import { encodeStep } from "../../../src/templates/protocol/encode-step.ts";
import { readObservation, showObservation } from "../../../src/templates/protocol/observation.ts";
import { outputSchemaOf } from "../../../src/templates/protocol/output-schema.ts";
import { protocolSchema } from "../../../src/templates/protocol/protocol-schema.ts";
import { namedProtocol, PROTOCOLS } from "../../../src/templates/protocol/registry.ts";
import { anyText } from "./any-step.ts";
import { FIELD_PROTOCOLS } from "./field-protocols.ts";

test.each([...Object.values(PROTOCOLS), ...FIELD_PROTOCOLS])(
  "$name is a protocol, and nothing but data",
  (protocol) => {
    expect(protocolSchema.safeParse(protocol).error).toBeUndefined();
    expect(JSON.parse(JSON.stringify(protocol))).toEqual(protocol);
  },
);

describe("an ambiguous protocol is refused", () => {
  const { react, kagentsys, hermes } = PROTOCOLS;
  test.each([
    ["two labels alike", { ...react, action: "THOUGHT:" }, /two meanings/],
    ["a label of two lines", { ...react, action: "Ac\ntion:" }, /one line/],
    ["endings alike", { ...kagentsys, give_up: { command: "task_complete", text: "why" } }, /same command/],
    ["paths that meet", { ...kagentsys, thought: ["command", "name"] }, /leads to one/],
    ["marks alike", { ...hermes, give_up: { open: "<think>", close: "</think>" } }, /two meanings/],
    ["a field's label is another's", { ...react, fields: [{ name: "plan", label: "thought:" }] }, /two meanings/],
    [
      "a field named twice",
      { ...react, fields: ["A:", "B:"].map((label) => ({ name: "plan", label })) },
      /two meanings/,
    ],
    ["a field at another's path", { ...kagentsys, fields: [{ name: "plan", path: ["command"] }] }, /leads to one/],
    ["a field that no name is", { ...kagentsys, fields: [{ name: "__proto__", path: ["a"] }] }, /fields/],
    ["fields between marks", { ...hermes, fields: [] }, /fields/],
    ["an unknown key", { ...react, lable: "x" }, /lable/],
  ])("%s", (_, protocol, message) => {
    expect(protocolSchema.safeParse(protocol).error?.message).toMatch(message);
  });
});

test("an unknown name is an error with the nearest one", () => {
  expect(() => namedProtocol("hermse")).toThrow(/there is no protocol "hermse"; did you mean "hermes"\?/);
});

test.each(Object.values(PROTOCOLS))("an observation shown in $name is read back", (protocol) => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(readObservation(protocol, showObservation(protocol, text))).toEqual({ text });
    }),
    { numRuns: 300 },
  );
});

test.each(["kagentsys", "autogpt"])("the output schema of %s takes what is encoded, and no unknown tool", (name) => {
  const protocol = PROTOCOLS[name]!;
  const parameters = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
  const tools: ToolDefinition[] = [{ type: "function", function: { name: "get_weather", parameters } }];
  const accepts = new Ajv().compile(outputSchemaOf(protocol, tools)!);
  const write = (tool: string) => {
    const encoded = encodeStep(protocol, { thought: "Look.", calls: [{ name: tool, arguments: { city: "Oslo" } }] });
    return JSON.parse("text" in encoded ? encoded.text : "null") as unknown;
  };
  expect(accepts(write("get_weather"))).toBe(true);
  expect(accepts(write("other"))).toBe(false);
  const giveUp = encodeStep(protocol, { thought: "Down.", calls: [], give_up: "" });
  expect(accepts(JSON.parse("text" in giveUp ? giveUp.text : "null"))).toBe(true);
  const answer = encodeStep(protocol, { thought: "Done.", calls: [], answer: "Rain." });
  expect(accepts(JSON.parse("text" in answer ? answer.text : "null"))).toBe(true);
});
