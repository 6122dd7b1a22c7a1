import { canonicalJson } from "../core/hash.ts";
import type { JsonObject } from "../core/json/value.ts";
import { type Step, type StepMat, type Trajectory, toolsOf, type Verdict } from "../core/trajectory.ts";
import type { AgentStep } from "../templates/protocol/agent-step.ts";
import { toStep } from "../templates/protocol/agent-step.ts";
import { decodeStep } from "../templates/protocol/decode-step.ts";
import { isRefusal } from "../templates/protocol/refusal.ts";
import type { Language } from "../templates/template.ts";
import { type Asked, askModel } from "./ask-model.ts";
import type { Episode, EpisodeProgress } from "./episode.ts";
import type { EpisodeLimits } from "./limits.ts";

/** Reads a reply, makes its calls, and adds the step to the trajectory; says so where the episode has ended. */
export async function takeStep(
  episode: Episode,
  before: EpisodeProgress,
  asked: Asked,
  limits: EpisodeLimits,
): Promise<EpisodeProgress> {
  const progress = counted(before, asked);
  const { finish, text } = asked.reply;
  if (finish === "refusal") return { ...withMessage(progress, asked, "model_refused", text), stop: "model_refused" };
  const read = decodeStep(asked.template.protocol, text, { tools: toolsOf(progress.trajectory), mode: "lenient" });
  if (finish === "length") return { ...withMessage(progress, asked, "cut_off", text), stop: "cut_off" };
  if (isRefusal(read)) return unreadable(episode, progress, asked, read.detail);
  const { repairs } = read;
  const said = withReasoning(read.step, asked);
  const verdicts: Verdict[] = repairs.map((reason) => ({ by: "read:reply", reason }));
  if (said.answer !== undefined) return answer(episode, progress, asked, limits, said, verdicts);
  const step = stepFrom(progress.trajectory, said, asked, verdicts);
  if (said.give_up !== undefined) return { ...withStep(progress, step), stop: "gave_up" };
  if (said.calls.length === 0) return idle(progress, step);
  const repeated = said.calls.some((call) => timesCalled(progress.trajectory, call) >= limits.maxRepeats);
  if (repeated) return { ...withStep(progress, step), stop: "repeated_call" };
  return withStep(progress, { ...step, observation: { results: await callAll(episode, step) } });
}

/** What came in the model's own reasoning channel, where the protocol has no place for it. */
function withReasoning(step: AgentStep, { reply }: Asked): AgentStep {
  return reply.reasoning === undefined || step.reasoning !== undefined ? step : { ...step, reasoning: reply.reasoning };
}

function counted(progress: EpisodeProgress, { reply, usage }: Asked): EpisodeProgress {
  const number = progress.trajectory.steps.length + 1;
  return {
    ...progress,
    modelCalls: progress.modelCalls + 1,
    tokens: progress.tokens + usage.prompt_tokens + usage.completion_tokens,
    planted: [...progress.planted, ...(reply.planted ?? []).map((what) => ({ step: number, what }))],
    served: reply.served === undefined ? progress.served : [...progress.served, { step: number, ...reply.served }],
  };
}

function metricsOf({ usage, reply }: Asked): NonNullable<Step["metrics"]> {
  return { ...usage, ...reply.tokens, ...(reply.extra === undefined ? {} : { extra: reply.extra }) };
}

function stepFrom(trajectory: Trajectory, said: AgentStep, asked: Asked, verdicts: readonly Verdict[]): Step {
  const step = toStep(said, trajectory.steps.length + 1);
  const mat: StepMat = {
    ...step.extra?.mat,
    ...(asked.reply.synthetic && said.thought !== undefined ? { synthetic_thought: true } : {}),
    ...(verdicts.length === 0 ? {} : { verdicts: [...verdicts] }),
  };
  return {
    ...step,
    metrics: metricsOf(asked),
    ...(Object.keys(mat).length === 0 ? {} : { extra: { mat } }),
  };
}

function withStep(progress: EpisodeProgress, step: Step): EpisodeProgress {
  const { trajectory } = progress;
  return { ...progress, trajectory: { ...trajectory, steps: [...trajectory.steps, step] } };
}

/** A reply that is no step: its text and its reasoning as they are, which get no loss. */
function withMessage(progress: EpisodeProgress, asked: Asked, reason: string, text: string, detail?: string) {
  const verdict: Verdict = { by: "read:reply", reason, ...(detail === undefined ? {} : { detail }) };
  const step: Step = {
    step_id: progress.trajectory.steps.length + 1,
    source: "agent",
    message: text,
    ...(asked.reply.reasoning === undefined ? {} : { reasoning_content: asked.reply.reasoning }),
    metrics: metricsOf(asked),
    extra: { mat: { train: false, verdicts: [verdict] } },
  };
  return withStep(progress, step);
}

/** What an agent is told whose reply could not be read. */
const CANNOT_READ: Readonly<Record<Language, (detail: string) => string>> = {
  en: (detail) => `Your last message could not be read (${detail}). Keep to the output format.`,
  zh: (detail) => `上一条消息无法解析（${detail}）。请严格按照输出格式回复。`,
};

function unreadable(episode: Episode, progress: EpisodeProgress, asked: Asked, detail: string): EpisodeProgress {
  const said = withMessage(progress, asked, "unreadable", asked.reply.text, detail);
  const content = CANNOT_READ[episode.templates.act.language](detail);
  const steps = said.trajectory.steps.map((step, at, all) =>
    at === all.length - 1 ? { ...step, observation: { results: [{ content, extra: { failed: true } }] } } : step,
  );
  return { ...said, trajectory: { ...said.trajectory, steps }, unreadable: progress.unreadable + 1 };
}

/** A thought that does nothing; too many of them end the episode as unreadable ones do. */
function idle(progress: EpisodeProgress, step: Step): EpisodeProgress {
  return { ...withStep(progress, step), unreadable: progress.unreadable + 1 };
}

async function answer(
  episode: Episode,
  progress: EpisodeProgress,
  asked: Asked,
  limits: EpisodeLimits,
  said: AgentStep,
  verdicts: readonly Verdict[],
): Promise<EpisodeProgress> {
  const step = stepFrom(progress.trajectory, said, asked, verdicts);
  const reply = await episode.world.reply?.(said.answer!);
  if (reply !== undefined) {
    const told: Step = { step_id: step.step_id + 1, source: "user", message: reply };
    return withStep(withStep(progress, step), told);
  }
  if (episode.templates.conclude === undefined) return { ...withStep(progress, step), stop: "answered" };
  return conclude(episode, progress, limits, said);
}

/** The answer is what the agent concludes; what it said when it was done stands as its thought. */
async function conclude(
  episode: Episode,
  progress: EpisodeProgress,
  limits: EpisodeLimits,
  done: AgentStep,
): Promise<EpisodeProgress> {
  const asked = await askModel(episode, progress, limits, "conclude");
  if ("stop" in asked) return { ...progress, ...asked };
  const after = counted(progress, asked);
  const read = decodeStep(asked.template.protocol, asked.reply.text, {
    tools: toolsOf(progress.trajectory),
    mode: "lenient",
  });
  if (isRefusal(read) || read.step.answer === undefined)
    return { ...withMessage(after, asked, "unreadable", asked.reply.text), stop: "unreadable" };
  const thought = [done.thought, done.answer].filter(Boolean).join("\n");
  const said = { ...read.step, ...(thought === "" ? {} : { thought }) };
  const verdicts = read.repairs.map((reason): Verdict => ({ by: "read:reply", reason }));
  return { ...withStep(after, stepFrom(after.trajectory, said, asked, verdicts)), stop: "answered" };
}

function timesCalled({ steps }: Trajectory, call: { readonly name: string; readonly arguments: JsonObject }): number {
  const text = canonicalJson(call.arguments);
  const same = steps.flatMap((step) => step.tool_calls ?? []).filter((one) => one.function_name === call.name);
  return same.filter((one) => canonicalJson(one.arguments as JsonObject) === text).length;
}

/** One call after the other, in order: worlds have state. */
async function callAll({ tools, signal }: Episode, step: Step) {
  const results = [];
  for (const call of step.tool_calls ?? []) {
    const reply = await tools.call(call.function_name, call.arguments as JsonObject, signal);
    const extra = {
      ...(reply.failed ? { failed: true } : {}),
      ...(reply.reward === undefined ? {} : { reward: reply.reward }),
    };
    results.push({
      source_call_id: call.tool_call_id,
      content: reply.content,
      ...(Object.keys(extra).length === 0 ? {} : { extra }),
    });
  }
  return results;
}
