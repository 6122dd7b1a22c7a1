import type { Tool, ToolDefinition } from "../../core/tool.ts";
import { isTrained, type Step, type Trajectory, textOf, toolsOf } from "../../core/trajectory.ts";
import { type AgentStep, stepOf } from "../protocol/agent-step.ts";
import type { EarlierTurn, EpisodeStep, PromptState } from "./prompt-state.ts";

/** The agent step at an index as one of an episode. */
export function episodeStepAt(trajectory: Trajectory, index: number): EpisodeStep {
  const step = trajectory.steps[index]!;
  return { step: spokenStep(trajectory, index)!, observations: observationsOf(step), trained: isTrained(step) };
}

/**
 * What an agent knew at a step of a trajectory: the step itself and all later ones are left out. `episodeStep` gives the
 * steps of the episode, and may give the same object each time.
 */
export function stateAt(
  trajectory: Trajectory,
  index: number,
  episodeStep: (index: number) => EpisodeStep = (at) => episodeStepAt(trajectory, at),
): PromptState {
  const conversation: EarlierTurn[] = [];
  let goal: string | undefined;
  let episode: EpisodeStep[] = [];
  for (const [at, step] of trajectory.steps.slice(0, index).entries()) {
    if (step.source === "user") {
      if (goal !== undefined && episode.length > 0)
        conversation.push({ query: goal, answer: answerOf(episode), steps: episode });
      // Two messages of the user in a row are one query.
      goal = goal === undefined || episode.length > 0 ? textOf(step.message) : `${goal}\n${textOf(step.message)}`;
      episode = [];
    } else if (step.source === "agent") {
      episode.push(episodeStep(at));
    }
  }
  const date = trajectory.extra?.mat?.date;
  return {
    goal: goal ?? "",
    tools: functionsOf(toolsOf(trajectory)),
    ...(date === undefined ? {} : { date }),
    conversation,
    episode,
  };
}

const functions = new WeakMap<readonly ToolDefinition[], readonly Tool[]>();

/** The same list for the same tools each time, so that what was shown of it once is known again at the next step. */
function functionsOf(tools: readonly ToolDefinition[]): readonly Tool[] {
  const known = functions.get(tools) ?? tools.map((tool) => tool.function);
  functions.set(tools, known);
  return known;
}

/**
 * What the agent says at an index, as protocols see it: a message to which the user replies is an answer, with or without
 * a mark that says so. Undefined where another source speaks.
 */
export function spokenStep(trajectory: Trajectory, index: number): AgentStep | undefined {
  const said = stepOf(trajectory, index);
  const next = trajectory.steps.slice(index + 1).find((step) => step.source !== "system");
  if (said === undefined || next?.source !== "user") return said;
  const { thought, ...rest } = said;
  const ends = said.calls.length > 0 || said.answer !== undefined || said.give_up !== undefined;
  return ends || thought === undefined ? said : { ...rest, answer: thought };
}

/** What came back for a step: a text for each of its calls, in their order, and then what belongs to no call. */
export function observationsOf(step: Step): string[] {
  const results = step.observation?.results ?? [];
  const order = new Map((step.tool_calls ?? []).map((call, at) => [call.tool_call_id, at]));
  const rank = (id: string | null | undefined) => order.get(id ?? "") ?? order.size;
  return [...results]
    .sort((a, b) => rank(a.source_call_id) - rank(b.source_call_id))
    .map((result) => textOf(result.content));
}

function answerOf(episode: readonly EpisodeStep[]): string {
  const last = episode.at(-1)!.step;
  return last.answer ?? last.give_up ?? last.thought ?? "";
}
