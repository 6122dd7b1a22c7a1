import type { CompiledTemplate } from "../prompt/compiled-template.ts";
import { SLOTS, type SlotName } from "../slots.ts";
import { callsTools } from "./calls-tools.ts";
import type { CheckSubject, TemplateCheck, TemplateProblem } from "./template-check.ts";

/** Every slot that holds something stands once in the body, and shows what it is there for. */
export const requiredSlots: TemplateCheck = {
  reasons: {
    slot_missing: "a slot that every prompt needs is empty, or the body leaves a slot out",
    slot_repeated: "the body shows a slot more than once",
    goal_not_shown: "the goal slot does not name the goal",
    tools_not_shown: "the ability calls tools, and the tools slot does not list them",
    episode_not_shown: "the template keeps earlier steps in its memory, and the memory slot does not show them",
  },
  problemsOf(subject) {
    return [...bodyProblems(subject), ...slotProblems(subject)];
  },
};

function bodyProblems({ template, compiled }: CheckSubject): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  for (const slot of ["goal", "output_format"] as const) {
    if (template.slots[slot].trim() === "") problems.push({ reason: "slot_missing", detail: `slot ${slot} is empty` });
  }
  const text = bodyWithMarks(compiled);
  for (const slot of SLOTS) {
    const times = text.split(markOf(slot)).length - 1;
    if (times === 0 && template.slots[slot] !== "")
      problems.push({ reason: "slot_missing", detail: `the body does not show ${slot}` });
    if (times > 1) problems.push({ reason: "slot_repeated", detail: `the body shows ${slot} ${times} times` });
  }
  return problems;
}

/** What stands for a slot in {@link bodyWithMarks}. */
export function markOf(slot: SlotName): string {
  return `\uE000${slot}\uE001`;
}

/** The messages of a template, one behind the other, with a mark in the place of each slot. */
export function bodyWithMarks({ body, system }: CompiledTemplate): string {
  const marks = Object.fromEntries(SLOTS.map((slot) => [slot, markOf(slot)]));
  return [system, body].map((part) => part?.render(marks) ?? "").join("\n");
}

function slotProblems({ template, compiled }: CheckSubject): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const uses = (slot: SlotName, ...names: readonly string[]) =>
    names.some((name) => compiled.slots[slot].variables.includes(name));
  if (!uses("goal", "goal"))
    problems.push({ reason: "goal_not_shown", detail: "the goal slot nowhere says {{ goal }}" });
  if (callsTools(template) && template.protocol.kind !== "native" && !uses("tools", "tool_list", "tools"))
    problems.push({ reason: "tools_not_shown", detail: "the tools slot names neither tool_list nor tools" });
  if (template.episode === "finished-tasks" && !uses("memory", "finished_tasks"))
    problems.push({ reason: "episode_not_shown", detail: "the memory slot does not name finished_tasks" });
  return problems;
}
