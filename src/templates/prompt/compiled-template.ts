import { isRefusal, type Refusal, refuse } from "../protocol/refusal.ts";
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

function compile({ slots, layout }: PromptTemplate): CompiledTemplate | Refusal {
  const parts: Partial<Record<SlotName, SafeTemplate>> = {};
  for (const slot of SLOTS) {
    const part = compileTemplate(slots[slot], SLOT_VARIABLES[slot]);
    if (isRefusal(part)) return refuse(part.reason, `slot ${slot}: ${part.detail}`);
    parts[slot] = part;
  }
  const body = compileTemplate(layout.kind === "prompt" ? layout.body : layout.user, BODY_VARIABLES);
  if (isRefusal(body))
    return refuse(body.reason, `${layout.kind === "prompt" ? "body" : "user message"}: ${body.detail}`);
  const done = { slots: parts as Record<SlotName, SafeTemplate>, body };
  if (layout.kind === "prompt") return done;
  const system = compileTemplate(layout.system, BODY_VARIABLES);
  return isRefusal(system) ? refuse(system.reason, `system message: ${system.detail}`) : { ...done, system };
}
