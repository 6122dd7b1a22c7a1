import { fieldNamesOf } from "../protocol/fields.ts";
import { partsOf } from "./protocol-parts.ts";
import type { CheckSubject, TemplateCheck, TemplateProblem } from "./template-check.ts";

/** What a template demands of a trajectory is what its prompt asks for, as far as that can be tested. */
export const honestDemands: TemplateCheck = {
  reasons: {
    demand_repeated: "a demand stands there twice",
    demand_without_place: "a field is demanded that the protocol has no place for",
    demand_not_worded: "a demand has nothing in the prompt that asks for it",
    demand_impossible: "the ability has no occasion for what is demanded",
  },
  problemsOf: (subject) => [
    ...repeated(subject),
    ...withoutPlace(subject),
    ...notWorded(subject),
    ...impossible(subject),
  ],
};

function repeated({ template: { demands } }: CheckSubject): TemplateProblem[] {
  const all: readonly string[] = [...demands.fields, ...demands.behaviours];
  const twice = all.find((name, at) => all.indexOf(name) !== at);
  return twice === undefined ? [] : [{ reason: "demand_repeated", detail: twice }];
}

function withoutPlace({ template: { demands, protocol } }: CheckSubject): TemplateProblem[] {
  const hasReasoning = protocol.kind === "native" || ("reasoning" in protocol && protocol.reasoning !== undefined);
  const places = ["thought", "ending_thought", ...(hasReasoning ? ["reasoning"] : []), ...fieldNamesOf(protocol)];
  const homeless = demands.fields.find((field) => !places.includes(field));
  if (homeless === undefined) return [];
  return [{ reason: "demand_without_place", detail: `${homeless}, in the protocol ${protocol.name}` }];
}

function notWorded({ template: { demands, protocol }, fixed }: CheckSubject): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const words = `${fixed.slots.instructions}\n${fixed.slots.output_format}`;
  if (demands.behaviours.includes("cite-tools") && !/\[|bracket|方括号/i.test(words))
    problems.push({ reason: "demand_not_worded", detail: "cite-tools: nothing speaks of square brackets" });
  const signs = partsOf(protocol).thought;
  if (demands.fields.includes("ending_thought") && !signs.every((sign) => fixed.slots.output_format.includes(sign)))
    problems.push({
      reason: "demand_not_worded",
      detail: `ending_thought: the output format lacks ${signs.join(", ")}`,
    });
  return problems;
}

function impossible({ template: { ability, demands } }: CheckSubject): TemplateProblem[] {
  const calls = demands.behaviours.find((name) => name === "check-before-answer" || name === "retry-after-error");
  if (ability !== "profile" || calls === undefined) return [];
  return [{ reason: "demand_impossible", detail: `${calls}, where a profile calls nothing` }];
}
