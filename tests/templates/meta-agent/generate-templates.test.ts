import { describe, expect, test } from "vitest";
import { BEHAVIOUR_NAMES } from "../../../src/templates/behaviours.ts";
import { generateTemplates } from "../../../src/templates/meta-agent/generate-templates.ts";
import { possibleCells } from "../../../src/templates/meta-agent/grid.ts";
import type { Topic } from "../../../src/templates/meta-agent/phrases/phrase.ts";
import { PHRASEBOOKS } from "../../../src/templates/meta-agent/phrases/phrasebooks.ts";
import type { Tone } from "../../../src/templates/meta-agent/tones.ts";
import { decodeStep } from "../../../src/templates/protocol/decode-step.ts";
import { labelsOf } from "../../../src/templates/protocol/labels.ts";
import { marksOf } from "../../../src/templates/protocol/marks.ts";
import { protocolKey } from "../../../src/templates/protocol/protocol-key.ts";
import { isRefusal } from "../../../src/templates/protocol/refusal.ts";
import { compileTemplate } from "../../../src/templates/safe/compile-template.ts";
import type { TemplateData } from "../../../src/templates/safe/declarations.ts";
import { BODY_VARIABLES, SLOT_VARIABLES, SLOTS } from "../../../src/templates/slots.ts";
import { type PromptTemplate, templateSchema } from "../../../src/templates/template.ts";
import { countNearDuplicates } from "./near-duplicates.ts";

const templates = [...generateTemplates({ count: 2_000, seed: 1 })];
const half = templates.filter((_, at) => at % 2 === 0);
const sample = templates.filter((_, at) => at % 4 === 0);
const acts = ({ ability }: PromptTemplate) => ability !== "conclusion" && ability !== "profile";
const bodiesOf = ({ layout }: PromptTemplate) =>
  layout.kind === "prompt" ? [layout.body] : [layout.system, layout.user];

describe("options", () => {
  test("the same options give the same templates, other seeds others", () => {
    const first = JSON.stringify([...generateTemplates({ count: 50, seed: 1 })]);
    expect(JSON.stringify([...generateTemplates({ count: 50, seed: 1 })])).toBe(first);
    expect(JSON.stringify([...generateTemplates({ count: 50, seed: 2 })])).not.toBe(first);
  });

  test("one language gives templates of that language only", () => {
    const all = [...generateTemplates({ count: 30, seed: 3, languages: ["zh"] })];
    expect(new Set(all.map(({ language }) => language))).toEqual(new Set(["zh"]));
  });

  test.each([
    [{ count: -1, seed: 1 }, /count is -1/],
    [{ count: 1.5, seed: 1 }, /count is 1.5/],
    [{ count: 1, seed: -1 }, /seed is -1/],
    [{ count: 1, seed: 2 ** 32 }, /seed is/],
    [{ count: 1, seed: 1, languages: [] }, /no language/],
    [{ count: 1, seed: 1, languages: ["fr" as never] }, /"fr"/],
  ])("%j is refused", (options, message) => {
    expect(() => generateTemplates(options).next()).toThrow(message);
  });

  test("nothing is asked for, nothing is made", () => {
    expect([...generateTemplates({ count: 0, seed: 1 })]).toEqual([]);
  });
});

describe("a library", () => {
  test("fills every cell before any twice", () => {
    const cells = possibleCells(["en", "zh"]);
    const filled = new Map<string, number>();
    for (const { ability, protocol, tool_rendering, episode, tone, language } of templates) {
      const cell = [ability, protocol.kind, tool_rendering, episode, tone, language].join(" ");
      filled.set(cell, (filled.get(cell) ?? 0) + 1);
    }
    expect(filled.size).toBe(cells.length);
    expect(Math.max(...filled.values())).toBe(2);
  });

  test("has many protocols, none of them in many templates", () => {
    const uses = new Map<string, number>();
    for (const { protocol } of templates) {
      const key = protocolKey(protocol);
      uses.set(key, (uses.get(key) ?? 0) + 1);
    }
    expect(uses.size).toBeGreaterThan(400);
    expect(Math.max(...uses.values())).toBeLessThanOrEqual(20);
  });

  test("has next to no near-duplicates", () => {
    expect(countNearDuplicates(half)).toBeLessThanOrEqual(half.length / 100);
  });

  test("has ids and titles that are all valid", () => {
    expect(new Set(templates.map(({ id }) => id)).size).toBe(templates.length);
    for (const template of sample) expect(templateSchema.safeParse(template).error).toBeUndefined();
  });
});

describe("a template", () => {
  test("has safe sources that leave no gap, with all data and with none", () => {
    for (const template of sample)
      for (const data of [FULL, {}]) {
        for (const text of rendered(template, data)) {
          expect(text).not.toMatch(/\n{4}|^\n|undefined|@[a-z]/);
          expect(text).not.toMatch(/\[[^\]\n]*\|[^\]\n]*\](?! )/);
        }
      }
  });

  test("shows the tools, the goal, the name, the date, the constraints and all memory", () => {
    for (const template of sample) {
      const text = rendered(template, FULL).join("\n");
      const shown = ["goal-1", "name-1", "bio-1", "date-1", "constraint-1", "known-1", "query-1", "answer-1"];
      if (acts(template)) shown.push(template.protocol.kind === "native" ? "tool_a, tool_b" : "list-1");
      if (template.episode === "finished-tasks") shown.push("task-1", "result-1");
      for (const part of shown) expect(text.split(part).length, `${part} in ${template.id}`).toBe(2);
    }
  });

  test("has the signs of its protocol in the output format alone, and that before the goal", () => {
    for (const { id, slots, protocol, ...rest } of templates) {
      const signs = protocol.kind === "labelled" ? labelsOf(protocol).map(([, label]) => label) : [];
      if (protocol.kind === "tagged" || protocol.kind === "native") signs.push(...marksOf(protocol));
      const { output_format: _, ...others } = slots;
      const fixed = [...Object.values(others), ...bodiesOf(rest as PromptTemplate)].join("\n");
      expect(
        signs.filter((sign) => fixed.includes(sign)),
        id,
      ).toEqual([]);
      const body = bodiesOf(rest as PromptTemplate).join("\n");
      expect(body.indexOf("{{ output_format }}")).toBeLessThan(body.indexOf("{{ goal }}"));
      for (const slot of SLOTS) expect(body.split(`{{ ${slot} }}`).length).toBe(2);
    }
  });

  test("shows forms that read strictly as steps", () => {
    for (const { id, slots, protocol, ...rest } of templates.filter((one) => one.protocol.kind !== "native")) {
      const steps = formsIn(slots.output_format).flatMap((form) => {
        const read = decodeStep(protocol, form, { mode: "strict" });
        return isRefusal(read) ? [] : [read.step];
      });
      if (acts(rest as PromptTemplate))
        expect(
          steps.some(({ calls }) => calls.length === 1),
          id,
        ).toBe(true);
      else
        expect(
          steps.some(({ give_up }) => give_up !== undefined),
          id,
        ).toBe(true);
    }
  });

  test("asks for the behaviours that it demands, and for no others", () => {
    for (const { id, language, tone, slots, demands } of templates) {
      const book = PHRASEBOOKS[language];
      const asked = BEHAVIOUR_NAMES.filter((name) => name !== "one-call").filter((name) =>
        phrasesOf(book.rules.behaviours[name]).some((phrase) =>
          slots.instructions.includes(
            (book.wording[tone as Tone] ?? []).reduce((text, [from, to]) => text.replaceAll(from, to), phrase),
          ),
        ),
      );
      expect(asked.sort(), id).toEqual(demands.behaviours.filter((name) => name !== "one-call").sort());
    }
  });

  test("demands one call a step where its protocol has one, and says so", () => {
    for (const template of templates) {
      const isSingle = acts(template) && !template.protocol.parallel;
      expect(template.demands.behaviours.includes("one-call")).toBe(isSingle);
      const { single } = PHRASEBOOKS[template.language].output;
      const said = phrasesOf(single).some((phrase) => template.slots.output_format.includes(phrase));
      expect(said, template.id).toBe(isSingle);
    }
  });
});

function phrasesOf(topic: Topic): string[] {
  return Object.values(topic).flat();
}

/** What stands under each line of introduction, out of its fence. */
function formsIn(text: string): string[] {
  return text.split("\n\n").flatMap((paragraph) => {
    const [, ...lines] = paragraph.split("\n");
    const isFenced = lines[0] === "```" && lines.at(-1) === "```";
    return lines.length === 0 ? [] : [lines.join("\n"), ...(isFenced ? [lines.slice(1, -1).join("\n")] : [])];
  });
}

const FULL: TemplateData = {
  agent_name: "name-1",
  agent_bio: "bio-1",
  date: "date-1",
  goal: "goal-1",
  constraints: [{ text: "constraint-1" }],
  tool_list: "list-1",
  tool_names: "tool_a, tool_b",
  tools: [],
  knowledge: [{ text: "known-1" }],
  conversation: [{ query: "query-1", answer: "answer-1" }],
  finished_tasks: [{ task: "task-1", tool: "tool_a", arguments: "{}", result: "result-1" }],
};

/** The messages of a template for some data; anything unsafe is an error. */
function rendered(template: PromptTemplate, data: TemplateData): string[] {
  const slots = SLOTS.map((slot) => [
    slot,
    render(template.slots[slot], SLOT_VARIABLES[slot], { goal: "goal-1", ...data }),
  ]);
  return bodiesOf(template).map((body) => render(body, BODY_VARIABLES, Object.fromEntries(slots)));
}

function render(source: string, declared: Parameters<typeof compileTemplate>[1], data: TemplateData): string {
  const compiled = compileTemplate(source, declared);
  if (isRefusal(compiled)) throw new Error(`${JSON.stringify(compiled)} in ${source}`);
  const own = Object.fromEntries(Object.entries(data).filter(([name]) => Object.hasOwn(declared, name)));
  const text = compiled.render(own);
  if (typeof text !== "string") throw new Error(text.detail);
  return text;
}
