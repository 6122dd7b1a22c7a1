import type { JsonObject } from "../../core/json/value.ts";
import type { Trajectory } from "../../core/trajectory.ts";
import { renderPrompt } from "../../templates/prompt/render-prompt.ts";
import { stateAt } from "../../templates/prompt/state-at.ts";
import { unmetDemand } from "../../templates/prompt/unmet-demand.ts";
import { isRefusal, type Refusal, refuse } from "../../templates/protocol/refusal.ts";
import type { PromptTemplate } from "../../templates/template.ts";

/** The turns that a template puts in front of an episode. */
export interface Opening {
  readonly turns: JsonObject[];
  /** The index of the first step that follows; those before it are said by the turns. */
  readonly until: number;
  readonly lost: readonly string[];
}

/** The turns in front of the agent's first step, as a template says them; refused where the trajectory does not fit it. */
export function openingOf(template: PromptTemplate, trajectory: Trajectory): Opening | Refusal {
  const unmet = unmetDemand(template, trajectory);
  if (unmet !== undefined) return unmet;
  const first = trajectory.steps.findIndex((step) => step.source === "agent");
  const until = first === -1 ? trajectory.steps.length : first;
  const state = stateAt(trajectory, until);
  if (state.goal === "") return refuse("no_goal", "no user says what is wanted before the agent begins");
  const prompt = renderPrompt(template, state);
  if (isRefusal(prompt)) return prompt;
  const turns = prompt.messages.map(({ role, content }): JsonObject => ({ from: role, value: content }));
  return { turns, until, lost: prompt.lost };
}
