import { describe, expect, test } from "vitest";
import { findAsks } from "../../../../src/agent/teachers/reader/find-asks.ts";
import { readView } from "../../../../src/agent/teachers/reader/read-view.ts";
import type { TeacherSlots } from "../../../../src/agent/teachers/slots.ts";
import type { ChatRequest } from "../../../../src/llm/chat-client.ts";
import type { EpisodeStep } from "../../../../src/templates/prompt/prompt-state.ts";
import { renderPrompt } from "../../../../src/templates/prompt/render-prompt.ts";
import { isRefusal } from "../../../../src/templates/protocol/refusal.ts";
import type { PromptTemplate } from "../../../../src/templates/template.ts";
import { ACTING } from "../teacher-templates.ts";

const TOOLS = ["find_page", "read_page"].map((name) => ({
  name,
  description: `Does what ${name} says.`,
  parameters: { type: "object", properties: { key: { type: "string" } }, required: ["key"] },
}));
const GOALS = {
  en: "Which town lies at 10:15 on the map: Hemsal or Torve?",
  zh: "地图上10:15处是哪座城：海姆还是托尔？",
};
const RESULTS = [
  '{"pages": ["Hemsal", "Torve {old}"]}',
  "Hemsal\n\n1. Hemsal is a town.\n2. It has 3 towers.",
  '{"error": "no such page"}',
];

function viewOf(template: PromptTemplate) {
  const episode = RESULTS.map((result, at): EpisodeStep => {
    const call = { name: TOOLS[at % 2]!.name, arguments: { key: `page "${at}" {x}` } };
    const thought =
      template.language === "zh" ? `先看第${at}页，里面应该写了。` : `I look at page ${at}, as it may say so.`;
    return { step: { thought, calls: [call] }, observations: [result] };
  });
  const prompt = renderPrompt(
    template,
    { goal: GOALS[template.language], tools: TOOLS, date: "2024-03-05", episode },
    {},
  );
  if (isRefusal(prompt)) throw new Error(`${template.id}: ${prompt.detail}`);
  const { language, ability, protocol, tool_rendering } = template;
  const slots = { texts: prompt.slots, history: prompt.history, language, ability, protocol, tool_rendering };
  const request: ChatRequest = { messages: [], sample: 0, ...(protocol.kind === "native" ? { tools: TOOLS } : {}) };
  return readView(slots as unknown as TeacherSlots, request);
}

describe("what a prompt shows is read back, under every template", () => {
  test("the goal, without the words around it", () => {
    for (const template of ACTING)
      expect([template.id, viewOf(template).goal]).toEqual([template.id, GOALS[template.language]]);
  });

  test("the tools", () => {
    for (const template of ACTING)
      expect([template.id, viewOf(template).tools.map(({ name }) => name)]).toEqual([
        template.id,
        ["find_page", "read_page"],
      ]);
  });

  test("the calls and what came back, from the transcript or from finished tasks in the memory", () => {
    for (const template of ACTING) {
      const done = viewOf(template).done.map((one) => [one.name, one.arguments["key"], one.observation, one.failed]);
      expect([template.id, done]).toEqual([
        template.id,
        RESULTS.map((result, at) => [TOOLS[at % 2]!.name, `page "${at}" {x}`, result, at === 2]),
      ]);
    }
  });
});

test("what instructions ask for is found where a template demands it, and seldom elsewhere", () => {
  const wrong: string[] = [];
  for (const { id, slots, demands } of ACTING) {
    const asks = findAsks(slots.instructions);
    for (const name of ["check-before-answer", "retry-after-error", "ask-when-missing", "cite-tools"] as const)
      if (asks.has(name) !== demands.behaviours.includes(name)) wrong.push(`${id} ${name}`);
  }
  expect(wrong).toEqual([]);
});
