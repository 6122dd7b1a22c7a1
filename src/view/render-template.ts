import { RowNotFoundError, RowRefusedError, UsageError } from "../core/errors.ts";
import { parseStoredJson } from "../core/json/parse.ts";
import type { Trajectory } from "../core/trajectory.ts";
import { isTrajectory } from "../core/trajectory-problems.ts";
import { openDataset } from "../store/dataset.ts";
import { findTemplate } from "../templates/find-template.ts";
import type { PromptState } from "../templates/prompt/prompt-state.ts";
import { renderPrompt } from "../templates/prompt/render-prompt.ts";
import type { RenderedPrompt } from "../templates/prompt/rendering.ts";
import { stateAt } from "../templates/prompt/state-at.ts";
import { isRefusal } from "../templates/protocol/refusal.ts";
import { sampleState } from "./sample-state.ts";

/** Which template to render, and for what. */
export interface RenderTemplateOptions {
  /** A library's folder or a file; without it those that come with mat. */
  readonly library?: string | undefined;
  /** A dataset of trajectories; without it a made-up state is shown. */
  readonly dataset?: string | undefined;
  /** The id of a row of it; the first one if not given. */
  readonly row?: string | undefined;
  /** The number of an agent step of the row, as `mat show` counts; the last one if not given. */
  readonly step?: number | undefined;
}

/**
 * The prompt of a template as a model gets it.
 * @throws {RowRefusedError} when the template cannot be rendered for this state, with the reason
 */
export async function renderTemplate(id: string, options: RenderTemplateOptions = {}): Promise<RenderedPrompt> {
  if (options.dataset === undefined && (options.row !== undefined || options.step !== undefined))
    throw new UsageError("a row or a step is named, but no dataset", "Name the dataset too.");
  const template = await findTemplate(id, options.library);
  const state =
    options.dataset === undefined ? sampleState(template.language) : await stateOf(options.dataset, options);
  const prompt = renderPrompt(template, state);
  if (!isRefusal(prompt)) return prompt;
  const fix = "Mend the template (mat templates check), or render another state.";
  throw new RowRefusedError(prompt.reason, `cannot be rendered: ${prompt.reason}: ${prompt.detail}`, fix, { id });
}

async function stateOf(dataset: string, { row, step }: RenderTemplateOptions): Promise<PromptState> {
  const { trajectory, id } = await findTrajectory(dataset, row);
  const last = trajectory.steps.findLastIndex(({ source }) => source === "agent");
  const index = step === undefined ? last : step - 1;
  if (trajectory.steps[index]?.source === "agent") return stateAt(trajectory, index);
  const agents = trajectory.steps.flatMap(({ source }, at) => (source === "agent" ? [at + 1] : []));
  const fix = agents.length === 0 ? "Name another row." : `Its agent steps are ${agents.join(", ")}.`;
  throw new UsageError(step === undefined ? "the row has no agent step" : `step ${step} is no agent step`, fix, {
    file: dataset,
    id,
  });
}

async function findTrajectory(path: string, row: string | undefined): Promise<{ trajectory: Trajectory; id: string }> {
  const dataset = await openDataset(path);
  for await (const batch of dataset.rows()) {
    const found = row === undefined ? batch[0] : batch.find(({ id }) => id === row);
    if (found === undefined) continue;
    const trajectory = parseStoredJson(found.text);
    if (isTrajectory(trajectory)) return { trajectory, id: found.id };
    throw new RowRefusedError("not_a_trajectory", "the row is no trajectory", "See mat verify.", {
      file: path,
      id: found.id,
    });
  }
  throw new RowNotFoundError("there is no such row", "mat show lists the first rows with their ids.", {
    file: path,
    id: row,
  });
}
