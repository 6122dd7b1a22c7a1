import type { Tool } from "../../../src/core/tool.ts";
import { isRefusal } from "../../../src/templates/protocol/refusal.ts";
import { renderTools } from "../../../src/templates/protocol/tool-list/render-tools.ts";
import { compileTemplate } from "../../../src/templates/safe/compile-template.ts";
import type { Declarations, TemplateData } from "../../../src/templates/safe/declarations.ts";
import { BODY_VARIABLES, SLOT_VARIABLES, SLOTS, type SlotName } from "../../../src/templates/slots.ts";
import type { PromptTemplate } from "../../../src/templates/template.ts";

/** The sources of a template's body: one, or a system and a user message. */
export function bodiesOf({ layout }: PromptTemplate): string[] {
  return layout.kind === "prompt" ? [layout.body] : [layout.system, layout.user];
}

/** A source with its variables filled in; what is unsafe or not declared fails the test. */
export function fill(source: string, declared: Declarations, data: TemplateData): string {
  const compiled = compileTemplate(source, declared);
  if (isRefusal(compiled)) throw new Error(`${source}: ${compiled.detail}`);
  const text = compiled.render(data);
  if (typeof text !== "string") throw new Error(text.detail);
  return text;
}

/** The literal text of a source. */
export function fixedText(source: string, declared: Declarations): string {
  const compiled = compileTemplate(source, declared);
  if (isRefusal(compiled)) throw new Error(`${source}: ${compiled.detail}`);
  return compiled.fixedText;
}

/** Each slot's text for this data. */
export function fillSlots(template: PromptTemplate, data: TemplateData): Record<SlotName, string> {
  return Object.fromEntries(
    SLOTS.map((slot) => {
      const declared: Declarations = SLOT_VARIABLES[slot];
      const known = Object.fromEntries(Object.entries(data).filter(([name]) => Object.hasOwn(declared, name)));
      return [slot, fill(template.slots[slot], declared, known)];
    }),
  ) as Record<SlotName, string>;
}

/** The messages that a template gives for this data. */
export function fillTemplate(template: PromptTemplate, data: TemplateData): string[] {
  const slots = fillSlots(template, data);
  return bodiesOf(template).map((body) => fill(body, BODY_VARIABLES, slots));
}

/** What a slot can say of tools. */
export function toolData(tools: readonly Tool[], template: PromptTemplate): TemplateData {
  const rendered = renderTools(tools, template.tool_rendering);
  if (isRefusal(rendered)) throw new Error(rendered.detail);
  return {
    tool_list: tools.length === 0 ? "" : rendered.text,
    tool_names: tools.map((tool) => tool.name).join(", "),
    tools: tools.map((tool) => ({ name: tool.name, description: tool.description ?? "" })),
  };
}
