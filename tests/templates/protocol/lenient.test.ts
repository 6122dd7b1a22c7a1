import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ToolDefinition } from "../../../src/core/tool.ts";
import type { AgentStep } from "../../../src/templates/protocol/agent-step.ts";
import { decodeStep } from "../../../src/templates/protocol/decode-step.ts";
import { encodeStep } from "../../../src/templates/protocol/encode-step.ts";
import type { LabelledProtocol, Protocol } from "../../../src/templates/protocol/protocol.ts";
import { protocolSchema } from "../../../src/templates/protocol/protocol-schema.ts";
import { isRefusal } from "../../../src/templates/protocol/refusal.ts";
import { namedProtocol, PROTOCOLS } from "../../../src/templates/protocol/registry.ts";
import { anyStep, anyText } from "./any-step.ts";
import { FIELD_PROTOCOLS } from "./field-protocols.ts";

interface MessyOutput {
  readonly protocol: string;
  readonly text: string;
  readonly step?: AgentStep;
  readonly repairs?: readonly string[];
  readonly refusal?: string;
}

const FOLDER = "tests/fixtures/messy-outputs";
const tools = JSON.parse(readFileSync(`${FOLDER}/tools.json`, "utf8")) as ToolDefinition[];
const read = (language: string) =>
  readFileSync(`${FOLDER}/${language}.jsonl`, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as MessyOutput);

describe.each(["english", "chinese"])("messy %s output", (language) => {
  test.each(read(language).map((row, index) => ({ ...row, line: index + 1 })))("line $line, $protocol", (row) => {
    const found = decodeStep(namedProtocol(row.protocol), row.text, { tools, mode: "lenient" });
    if (isRefusal(found)) expect(found.reason).toBe(row.refusal);
    else expect(found).toEqual({ step: row.step, repairs: row.repairs });
  });

  test("is refused by the strict reader", () => {
    for (const { protocol, text, repairs = [] } of read(language)) {
      // Misspelt names and calls without marks read strictly as something else: a name, an answer, a thought.
      const strict = decodeStep(namedProtocol(protocol), text, { tools, mode: "strict" });
      if (!isRefusal(strict)) expect(repairs.join(" ")).toMatch(/label|tool_name|marks_missing|ending/);
    }
  });
});

test("there are at least a hundred", () => {
  expect(read("english").length + read("chinese").length).toBeGreaterThanOrEqual(100);
});

function endingsOf({ calls, answer, give_up }: AgentStep): number {
  return Number(calls.length > 0) + Number(answer !== undefined) + Number(give_up !== undefined);
}

test.each([...Object.values(PROTOCOLS), ...FIELD_PROTOCOLS])(
  "lenient reading of $name takes any text without failing",
  (protocol) => {
    fc.assert(
      fc.property(anyText, anyStep, fc.double({ min: 0, max: 1, noNaN: true }), (text, step, share) => {
        const encoded = encodeStep(protocol, step);
        const whole = isRefusal(encoded) ? text : text + encoded.text;
        for (const cut of [text, whole.slice(0, Math.floor(whole.length * share)), whole + text]) {
          const found = decodeStep(protocol, cut, { tools, mode: "lenient" });
          if (isRefusal(found)) expect(found.reason).toMatch(/^[a-z_]+$/);
          else expect(endingsOf(found.step)).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  },
);

test("a megabyte of brackets is read in linear time", () => {
  for (const text of [
    "{".repeat(1_000_000),
    '{"a":['.repeat(150_000),
    "'".repeat(1_000_000),
    '{"a": "'.repeat(140_000),
  ]) {
    const started = performance.now();
    decodeStep(namedProtocol("kagentsys"), text, { mode: "lenient" });
    decodeStep(namedProtocol("react"), `Action: x\nAction Input: ${text}`, { mode: "lenient" });
    expect(performance.now() - started).toBeLessThan(5000);
  }
});

test("labels without a colon are read in another case too, and keep the law", () => {
  const react = PROTOCOLS["react"] as LabelledProtocol;
  const bracketed: Protocol = {
    ...react,
    thought: "[Thought]",
    action: "[Action]",
    arguments: { label: "[Input]" },
    answer: { label: "## Answer" },
    give_up: { label: "[Stuck]" },
    observation: "[Seen]",
  };
  expect(protocolSchema.safeParse(bracketed).error).toBeUndefined();
  expect(decodeStep(bracketed, '[thought] a\n[ACTION] x\n[Input] {"b":1}\n[Seen] c', { mode: "lenient" })).toEqual({
    step: { thought: "a", calls: [{ name: "x", arguments: { b: 1 } }] },
    repairs: ["label_case", "invented_observation"],
  });
  const step: AgentStep = { thought: "a\n[action] b\n## answer c\n[Seen] d", calls: [] };
  const encoded = encodeStep(bracketed, step);
  expect(decodeStep(bracketed, "text" in encoded ? encoded.text : "", { mode: "lenient" })).toEqual({
    step,
    repairs: [],
  });
});
