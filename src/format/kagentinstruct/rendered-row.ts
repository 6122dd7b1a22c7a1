import type { JsonObject } from "../../core/json/value.ts";
import { type Trajectory, textOf } from "../../core/trajectory.ts";
import type { PromptInstance, Rendering } from "../../templates/prompt/rendering.ts";
import { writeFunctions } from "./functions.ts";
import { promptText } from "./prompt-text.ts";
import type { Rendered } from "./render-under.ts";
import { sourceOfTemplate } from "./source-of.ts";

/** A trajectory under a template as a row. */
export interface RenderedRow {
  readonly value: JsonObject;
  readonly lineage: Rendering["lineage"];
  /** How many items the row has. */
  readonly items: number;
  /** Some steps get no loss and are left out. */
  readonly untrained: boolean;
  /** The row with a weight. */
  withWeight(weight: number): JsonObject;
}

/** The row of a rendering, or undefined where none of its responses gets loss. */
export function renderedRow(
  { template, rendering }: Rendered,
  trajectory: Trajectory,
  id: string,
): RenderedRow | undefined {
  const trained = rendering.instances.filter((instance) => instance.train.length > 0);
  if (trained.length === 0) return undefined;
  const about: JsonObject = { template: template.id, lineage: rendering.lineage, ability: template.ability };
  const value: JsonObject = {
    id,
    query: textOf(trajectory.steps.find((step) => step.source === "user")?.message),
    source: sourceOfTemplate(template),
    ...writeFunctions(trajectory),
    llm_prompt_response: trained.map((instance) => itemOf(instance, trajectory)),
    extra_infos: about,
  };
  return {
    value,
    lineage: rendering.lineage,
    items: trained.length,
    untrained: trained.length < rendering.instances.length,
    withWeight: (weight) => ({ ...value, extra_infos: { ...about, weight } }),
  };
}

function itemOf({ messages, response, step: at }: PromptInstance, { agent, steps }: Trajectory): JsonObject {
  const step = steps[at]!;
  return {
    instruction: promptText(messages),
    input: "",
    output: response,
    llm_name: step.model_name ?? agent.model_name ?? "unknown",
    human_edited: step.extra?.["human_edited"] === true,
  };
}
