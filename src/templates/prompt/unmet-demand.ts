import type { Trajectory } from "../../core/trajectory.ts";
import { BEHAVIOURS } from "../behaviours.ts";
import { languageOf } from "../language-of.ts";
import type { AgentStep } from "../protocol/agent-step.ts";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import type { Ability, PromptTemplate } from "../template.ts";
import { spokenStep } from "./state-at.ts";

/**
 * Why a trajectory cannot be shown under a template: it lacks what the template's prompt asks for. Undefined where it lacks
 * nothing. Nothing that a trajectory does not have is ever made up.
 */
export function unmetDemand(template: PromptTemplate, trajectory: Trajectory): Refusal | undefined {
  const steps = trajectory.steps.flatMap((_, at) => spokenStep(trajectory, at) ?? []);
  return (
    otherLanguage(template, steps) ??
    fieldMissing(template, steps) ??
    behaviourMissing(template, trajectory) ??
    abilityMissing(template.ability, steps)
  );
}

function otherLanguage({ language }: PromptTemplate, steps: readonly AgentStep[]): Refusal | undefined {
  const said = languageOf(steps.map((step) => `${step.thought ?? ""}\n${step.answer ?? ""}`).join("\n"));
  return said === undefined || said === language
    ? undefined
    : refuse("language_differs", `the agent speaks "${said}", the template "${language}"`);
}

type DemandedField = PromptTemplate["demands"]["fields"][number];

function fieldMissing({ demands }: PromptTemplate, steps: readonly AgentStep[]): Refusal | undefined {
  const has = (step: AgentStep, field: DemandedField): boolean => {
    if (field === "reasoning") return Boolean(step.reasoning);
    if (field === "ending_thought") return step.answer === undefined || Boolean(step.thought);
    // Beside a call alone: an ending has its text.
    return step.calls.length === 0 || Boolean(field === "thought" ? step.thought : step.fields?.[field]);
  };
  for (const field of demands.fields) {
    const at = steps.findIndex((step) => !has(step, field));
    if (at !== -1) return refuse("field_missing", `agent step ${at + 1} has no ${field.replaceAll("_", " ")}`);
  }
  return undefined;
}

function behaviourMissing({ demands }: PromptTemplate, trajectory: Trajectory): Refusal | undefined {
  const missing = demands.behaviours.find((name) => !BEHAVIOURS[name].shownBy(trajectory));
  return missing === undefined
    ? undefined
    : refuse("behaviour_missing", `the agent was to ${BEHAVIOURS[missing].asks}`);
}

function abilityMissing(ability: Ability, steps: readonly AgentStep[]): Refusal | undefined {
  const called = steps.some((step) => step.calls.length > 0);
  const answered = steps.some((step) => step.answer !== undefined);
  if (ability === "conclusion" && !answered) return refuse("no_answer", "there is no answer to conclude with");
  if (ability === "reflection" && !called) return refuse("no_calls", "there is no step to reflect on");
  if (ability === "profile" && (called || !answered)) return refuse("has_calls", "the episode is no plain answer");
  return undefined;
}
