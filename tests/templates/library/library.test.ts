import { describe, expect, test } from "vitest";
import type { Tool } from "../../../src/core/tool.ts";
import { TEMPLATES } from "../../../src/templates/library/registry.ts";
import { isRefusal } from "../../../src/templates/protocol/refusal.ts";
import { PROTOCOLS } from "../../../src/templates/protocol/registry.ts";
import { parseTools } from "../../../src/templates/protocol/tool-list/render-tools.ts";
import { BODY_VARIABLES, SLOT_VARIABLES, SLOTS } from "../../../src/templates/slots.ts";
import type { PromptTemplate } from "../../../src/templates/template.ts";
import { examplesIn } from "./examples-in.ts";
import { bodiesOf, fill, fillSlots, fillTemplate, fixedText, toolData } from "./fill.ts";
import { signsOf } from "./signs-of.ts";

const ALL = Object.values(TEMPLATES);
const CALLING = ALL.filter((template) => template.slots.tools !== "");
const manyTools = (count: number): Tool[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `tool_${index}`,
    description: `Does the thing numbered ${index}.`,
    parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
  }));
const FULL = {
  agent_name: "Ada",
  agent_bio: "BIO",
  date: "DATE",
  constraints: [{ text: "CONSTRAINT" }],
  knowledge: [{ text: "KNOWLEDGE" }],
  conversation: [{ query: "QUERY", answer: "ANSWERED" }],
  finished_tasks: [{ task: "TASK", tool: "TOOL", arguments: '{"a":"ARGUMENT"}', result: "FINDING" }],
  goal: "GOAL",
};

describe.each(ALL)("$id", (template) => {
  test("shows each slot once, in the order of its prompt", () => {
    const marked = Object.fromEntries(SLOTS.map((slot) => [slot, `<<${slot}>>`]));
    const text = bodiesOf(template)
      .map((body) => fill(body, BODY_VARIABLES, marked))
      .join("\n");
    for (const slot of SLOTS) expect(text.split(`<<${slot}>>`).length).toBe(2);
    expect(text.trimEnd().endsWith("<<goal>>")).toBe(true);
  });

  test("shows all that a run gives, and only steps of its memory if it keeps them there", () => {
    const text = fillTemplate(template, { ...FULL, ...toolData(manyTools(1), template) }).join("\n");
    for (const item of ["Ada", "BIO", "DATE", "CONSTRAINT", "KNOWLEDGE", "QUERY", "ANSWERED", "GOAL"])
      expect(text).toContain(item);
    expect(text.includes("FINDING")).toBe(template.episode === "finished-tasks");
  });

  test.each([{ goal: "GOAL" }, FULL])("leaves no gaps, with little or much to say", (data) => {
    for (const message of fillTemplate(template, { ...data, ...toolData(manyTools(1), template) })) {
      expect(message).toBe(message.trim());
      expect(message).not.toMatch(/\n{3}|[ \t]\n|undefined|\{[{%]/);
    }
  });

  test("gives examples of a call, an answer and a give-up, and each reads strictly", () => {
    const { output_format } = fillSlots(template, {});
    const examples = examplesIn(output_format, template.protocol);
    for (const { leadIn, step } of examples) expect(step, leadIn).toBeDefined();
    const steps = examples.map((example) => example.step!);
    if (template.slots.tools !== "" && template.protocol.kind !== "native")
      expect(steps.some((step) => step.calls.length > 0)).toBe(true);
    expect(steps.some((step) => step.answer !== undefined)).toBe(true);
    expect(steps.some((step) => step.give_up !== undefined)).toBe(true);
  });

  test("says how to think wherever it demands a thought", () => {
    const { output_format } = fillSlots(template, {});
    const steps = examplesIn(output_format, template.protocol).map((example) => example.step!);
    const { fields } = template.demands;
    for (const step of steps) {
      if (fields.includes(step.calls.length > 0 ? "thought" : "ending_thought")) expect(step.thought).toBeTruthy();
    }
    expect(steps.some((step) => step.thought)).toBe(true);
  });

  test("has response labels and marks in its output format alone", () => {
    const { output_format, ...others } = template.slots;
    const elsewhere = Object.entries(others).map(([slot, source]) =>
      fixedText(source, SLOT_VARIABLES[slot as keyof typeof others]),
    );
    for (const sign of signsOf(template)) {
      if (sign.tells) expect(output_format).toContain(sign.text);
      for (const text of elsewhere) expect(text).not.toContain(sign.text);
    }
  });

  test("speaks one language", () => {
    const rest = wordsOutside(template);
    if (template.language === "en") expect(rest).not.toMatch(/\p{Script=Han}|[，。：；！？（）]/u);
    else expect(rest.match(/[A-Za-z]{2,}/g) ?? []).toEqual([]);
  });
});

describe.each(CALLING)("the tools of $id", (template) => {
  test("may be none: it says so, and shows no empty list", () => {
    const { tools } = fillSlots(template, toolData([], template));
    expect(tools).toMatch(
      template.language === "en"
        ? /\b(no|none|not|cannot|off|bare|empty|locked|closed)\b/i
        : /没有|除了|空|用不了|尚未/,
    );
    expect(tools).not.toContain("[]");
  });

  test.each([1, 50])("may be %i", (count) => {
    const { tools } = fillSlots(template, toolData(manyTools(count), template));
    expect(tools).toContain(`tool_${count - 1}`);
    if (template.protocol.kind === "native") return;
    const { tool_list } = toolData(manyTools(count), template) as { tool_list: string };
    const at = tools.indexOf(tool_list.trimEnd());
    const read = parseTools(tools.slice(at, at + tool_list.length), template.tool_rendering);
    expect(isRefusal(read) ? read : read.length).toBe(count);
  });
});

test("every protocol has a template, and every ability in both languages", () => {
  const used = new Set(ALL.map((template) => template.protocol.name));
  expect(Object.keys(PROTOCOLS).filter((name) => !used.has(name))).toEqual([]);
  for (const ability of ["plan", "tool-use", "reflection", "conclusion", "profile"])
    for (const language of ["en", "zh"])
      expect(TEMPLATES[`${ability}-${language}`]).toMatchObject({ ability, language });
});

test("no two templates of different protocols share a sentence", () => {
  const owners = new Map<string, PromptTemplate>();
  const shared: string[] = [];
  for (const template of ALL) {
    for (const sentence of sentencesOf(template)) {
      const owner = owners.get(sentence) ?? template;
      if (owner.protocol.name !== template.protocol.name) shared.push(`${owner.id}, ${template.id}: ${sentence}`);
      owners.set(sentence, owner);
    }
  }
  expect(shared).toEqual([]);
});

/** Sentences long enough to be somebody's, without the names of a prompt's data. */
function sentencesOf(template: PromptTemplate): string[] {
  const text = SLOTS.map((slot) => fixedText(template.slots[slot], SLOT_VARIABLES[slot])).join("\n");
  return text
    .split(/[.!?;:。！？；：\n]+/)
    .map((sentence) =>
      sentence
        .replace(/[^\p{L}\p{N} ]/gu, "")
        .trim()
        .toLowerCase(),
    )
    .filter((sentence) => sentence.split(/\s+/).length >= 4 || (sentence.match(/\p{Script=Han}/gu) ?? []).length >= 8);
}

/** A template's fixed text without what belongs to no language: JSON, labels, marks, tags, and the word JSON. */
function wordsOutside(template: PromptTemplate): string {
  const text = [...SLOTS.map((slot) => fixedText(template.slots[slot], SLOT_VARIABLES[slot])), template.title].join(
    "\n",
  );
  const signs = signsOf(template).map((sign) => sign.text);
  return [...signs, ...NAMES]
    .sort((a, b) => b.length - a.length)
    .reduce((rest, sign) => rest.replaceAll(sign, " "), text)
    .replace(/"(?:[a-z_]+|Command result: \.\.\.)"/g, " ")
    .replace(/<\/?[a-z_]+(?: name=)?|type=/g, " ");
}

const NAMES = [
  "KAgentSys",
  "ToolLLaMA",
  "ModelScope-Agent",
  "AutoGPT",
  "ReAct",
  "Hermes",
  "Qwen",
  "XML",
  "JSON",
  "true",
  "false",
];
