import { isRefusal } from "../protocol/refusal.ts";
import { compileTemplate } from "../safe/compile-template.ts";
import type { Declarations } from "../safe/declarations.ts";
import { BODY_VARIABLES, SLOT_VARIABLES, SLOTS } from "../slots.ts";
import type { PromptTemplate } from "../template.ts";
import type { TemplateProblem } from "./template-check.ts";

/** Every fault in the sources of a template; with one of them nothing is rendered. */
export function sourceFaults({ slots, layout }: PromptTemplate): TemplateProblem[] {
  const bodies = layout.kind === "prompt" ? { body: layout.body } : { system: layout.system, user: layout.user };
  return [
    ...SLOTS.flatMap((slot) => faultsIn(`slot ${slot}`, slots[slot], SLOT_VARIABLES[slot])),
    ...Object.entries(bodies).flatMap(([name, source]) => faultsIn(name, source, BODY_VARIABLES)),
  ];
}

function faultsIn(where: string, source: string, declared: Declarations): TemplateProblem[] {
  const compiled = compileTemplate(source, declared);
  if (!isRefusal(compiled)) return [];
  return compiled.faults.map(({ reason, detail, line, column }) => ({
    reason: "unsafe_template",
    detail: `${where}, line ${line}, column ${column}: ${reason}: ${detail}`,
  }));
}
