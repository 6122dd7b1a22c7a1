import { labelsOf } from "../protocol/labels.ts";
import { marksOf } from "../protocol/marks.ts";
import type { Protocol } from "../protocol/protocol.ts";
import { SLOTS } from "../slots.ts";
import { holdsLabel } from "./find-label.ts";
import { bodyWithMarks, markOf } from "./required-slots.ts";
import type { CheckSubject, TemplateCheck, TemplateProblem } from "./template-check.ts";

/**
 * Labels and marks of a response stand in the output format only, and that stands before the goal: what a model reads last
 * must not look like the beginning of its answer. The steps that a run puts behind the goal are no fixed text.
 */
export const labelPlaces: TemplateCheck = {
  reasons: {
    label_out_of_place: "fixed text outside the output format holds a label or mark of a response",
    label_after_goal: "the output format, with its labels, stands after the goal",
  },
  problemsOf: (subject) => [...outOfPlace(subject), ...afterGoal(subject)],
};

function outOfPlace({ template: { protocol }, fixed }: CheckSubject): TemplateProblem[] {
  const texts: [string, string][] = SLOTS.flatMap((slot) =>
    slot === "output_format" ? [] : [[slot, fixed.slots[slot]]],
  );
  texts.push(["the body", fixed.body]);
  const holds = protocol.kind === "labelled" ? holdsLabel : (text: string, sign: string) => text.includes(sign);
  return texts.flatMap(([where, text]) => {
    const sign = responseSigns(protocol).find((one) => holds(text, one));
    if (sign === undefined) return [];
    return [{ reason: "label_out_of_place", detail: `${where} holds ${JSON.stringify(sign)}` }];
  });
}

function afterGoal({ template: { protocol }, compiled }: CheckSubject): TemplateProblem[] {
  if (responseSigns(protocol).length === 0) return [];
  const text = bodyWithMarks(compiled);
  const [goal, format] = [text.indexOf(markOf("goal")), text.indexOf(markOf("output_format"))];
  if (goal === -1 || format < goal) return [];
  return [{ reason: "label_after_goal", detail: "the body shows output_format after goal" }];
}

function responseSigns(protocol: Protocol): string[] {
  if (protocol.kind === "labelled") return labelsOf(protocol).map(([, label]) => label);
  return protocol.kind === "json" ? [] : marksOf(protocol);
}
