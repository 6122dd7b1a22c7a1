import { type Trajectory, toolsOf } from "../../core/trajectory.ts";
import { isRefusal, type Refusal, refuse } from "../protocol/refusal.ts";
import type { PromptTemplate } from "../template.ts";
import { askedSteps } from "./asked-steps.ts";
import { composePrompt, type PromptOptions } from "./compose-prompt.ts";
import { messageOf, trainedWhole, transcriptOf } from "./conversation.ts";
import type { EpisodeStep, PromptState } from "./prompt-state.ts";
import type { ConversationTurn, PromptInstance, Rendering } from "./rendering.ts";
import { episodeStepAt, stateAt } from "./state-at.ts";
import { unmetDemand } from "./unmet-demand.ts";
import { rememberingWriter, type StepWriter, writeSteps } from "./write-step.ts";

/** What a run knew beside the trajectory, and how long prompts may be. */
export interface RenderOptions extends PromptOptions {
  /** What of a {@link PromptState} no trajectory holds: the agent's name, the run's date, constraints, knowledge. */
  readonly about?: Pick<PromptState, "agentName" | "agentBio" | "constraints" | "date" | "knowledge"> | undefined;
}

/**
 * A trajectory under a template: the prompt and the response of each agent step that the template's ability asks for, and
 * the whole conversation. Refused by name where the trajectory does not meet the template's demands, and where a step cannot
 * be said in its protocol.
 */
export function renderTrajectory(
  template: PromptTemplate,
  trajectory: Trajectory,
  options: RenderOptions = {},
): Rendering | Refusal {
  const unmet = unmetDemand(template, trajectory);
  if (unmet !== undefined) return unmet;
  const asked = askedSteps(template.ability, trajectory);
  const job = { template, trajectory, options, write: rememberingWriter(), stepAt: rememberSteps(trajectory, asked) };
  const instances: PromptInstance[] = [];
  for (const at of asked) {
    const instance = renderInstance(job, at);
    if (isRefusal(instance)) return refuse(instance.reason, `step ${at + 1}: ${instance.detail}`);
    instances.push(instance);
  }
  const conversation = instances.length === 0 ? undefined : renderConversation(job);
  if (conversation !== undefined && isRefusal(conversation)) return conversation;
  return {
    template: template.id,
    lineage: trajectory.extra?.mat?.template_id === template.id ? "native" : "rerendered",
    instances,
    ...(conversation === undefined ? {} : { conversation }),
    lost: [...new Set([...instances.flatMap((instance) => instance.lost), ...notShown(trajectory)])],
  };
}

interface Job {
  readonly template: PromptTemplate;
  readonly trajectory: Trajectory;
  readonly options: RenderOptions;
  readonly write: StepWriter;
  readonly stepAt: (index: number) => EpisodeStep;
}

/** The steps as those of an episode, each made once; those that the template does not ask for get no loss. */
function rememberSteps(trajectory: Trajectory, asked: readonly number[]): (index: number) => EpisodeStep {
  const steps = new Map<number, EpisodeStep>();
  return (index) => {
    const known = steps.get(index);
    if (known !== undefined) return known;
    const made = episodeStepAt(trajectory, index);
    const step = asked.includes(index) ? made : { ...made, trained: false };
    steps.set(index, step);
    return step;
  };
}

function renderInstance({ template, trajectory, options, write, stepAt }: Job, at: number): PromptInstance | Refusal {
  const state = { ...stateAt(trajectory, at, stepAt), ...options.about };
  if (state.goal === "") return refuse("no_goal", "no user says what is wanted");
  const prompt = composePrompt(template, state, options, write);
  if (isRefusal(prompt)) return prompt;
  const written = write(template.protocol, stepAt(at), toolsOf(trajectory));
  if (isRefusal(written)) return written;
  const { turns, ...rest } = prompt;
  return {
    ...rest,
    messages: turns.map(messageOf),
    step: at,
    response: written.text,
    train: trainedWhole(written.text, written.trained).train,
    lost: [...prompt.lost, ...written.lost],
  };
}

/** The whole episode as one conversation, where the template has one: see {@link Rendering}. */
function renderConversation({
  template,
  trajectory,
  options,
  write,
  stepAt,
}: Job): readonly ConversationTurn[] | Refusal | undefined {
  if (template.episode !== "transcript") return undefined;
  const last = trajectory.steps.findLastIndex((step) => step.source === "agent");
  const state = { ...stateAt(trajectory, last, stepAt), ...options.about };
  const episode = [...state.episode, stepAt(last)];
  if (template.layout.kind === "chat") {
    const whole = composePrompt(template, { ...state, episode }, options, write);
    return isRefusal(whole) ? whole : whole.turns;
  }
  // One prompt holds one query.
  if (state.conversation !== undefined && state.conversation.length > 0) return undefined;
  const opening = composePrompt(template, { ...state, episode: [] }, options, write);
  if (isRefusal(opening)) return opening;
  const written = writeSteps(write, template.protocol, episode, toolsOf(trajectory));
  if (isRefusal(written)) return written;
  const { text, train } = transcriptOf(written);
  return [...opening.turns, { role: "assistant", content: text, trains: train.length > 0, train }];
}

/** What of a trajectory no prompt shows. */
function notShown(trajectory: Trajectory): string[] {
  return trajectory.steps.some((step) => step.source === "system") ? ["steps[].message (system)"] : [];
}
