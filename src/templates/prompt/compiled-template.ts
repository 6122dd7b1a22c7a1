import { isRefusal, type Refusal, refuse } from "../protocol/refusal.ts";
import { remembered } from "../protocol/remembered.ts";
import { compileTemplate, type SafeTemplate } from "../safe/compile-template.ts";
import { BODY_VARIABLES, SLOT_VARIABLES, SLOTS, type SlotName } from "../slots.ts";
import type { PromptTemplate } from "../template.ts";

/** The sources of a template, checked and ready to render. */
export interface CompiledTemplate {
  readonly slots: Readonly<Record<SlotName, SafeTemplate>>;
  /** The body of a one-prompt layout, or the user message of a chat layout. */
  readonly body: SafeTemplate;
  readonly system?: SafeTemplate;
}

const compiled = new WeakMap<PromptTemplate, CompiledTemplate | Refusal>();

/** Compiles a template, once. Refused as `unsafe_template` where a source holds what it may not. */
export function compiledTemplate(template: PromptTemplate): CompiledTemplate | Refusal {
  const known = compiled.get(template);
  if (known !== undefined) return known;
  const made = compile(template);
  compiled.set(template, made);
  return made;
}

/** The same goal, tools or body stands in many templates of a library. */
const compileSlot = remembered(compileTemplate, 2_000);

function compileBody(source: string): SafeTemplate | Refusal {
  return compileSlot(`body ${source}`, source, BODY_VARIABLES);
}

function compile({ slots, layout }: PromptTemplate): CompiledTemplate | Refusal {
  const parts: Partial<Record<SlotName, SafeTemplate>> = {};
  for (const slot of SLOTS) {
    const part = compileSlot(`${slot} ${slots[slot]}`, slots[slot], SLOT_VARIABLES[slot]);
    if (isRefusal(part)) return refuse(part.reason, `slot ${slot}: ${part.detail}`);
    parts[slot] = part;
  }
  const body = compileBody(layout.kind === "prompt" ? layout.body : layout.user);
  if (isRefusal(body))
    return refuse(body.reason, `${layout.kind === "prompt" ? "body" : "user message"}: ${body.detail}`);
  const done = { slots: parts as Record<SlotName, SafeTemplate>, body };
  if (layout.kind === "prompt") return done;
  const system = compileBody(layout.system);
  return isRefusal(system) ? refuse(system.reason, `system message: ${system.detail}`) : { ...done, system };
}
