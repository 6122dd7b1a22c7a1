import type { CompiledTemplate } from "../prompt/compiled-template.ts";
import { SLOTS, type SlotName } from "../slots.ts";

/** The text of a template that is the same in every prompt: of each slot, and of the body or the system and user message. */
export interface FixedText {
  readonly slots: Readonly<Record<SlotName, string>>;
  readonly body: string;
}

/** The {@link FixedText} of a template. */
export function fixedTextOf({ slots, body, system }: CompiledTemplate): FixedText {
  const texts = Object.fromEntries(SLOTS.map((slot) => [slot, slots[slot].fixedText])) as Record<SlotName, string>;
  return { slots: texts, body: `${system?.fixedText ?? ""}\n${body.fixedText}` };
}

/** What of a template's fixed text two templates are compared by: all but the tools slot, which says little of a template. */
export function comparedText({ slots, body }: FixedText): string {
  return [body, ...SLOTS.flatMap((slot) => (slot === "tools" ? [] : [slots[slot]]))].join("\n");
}
