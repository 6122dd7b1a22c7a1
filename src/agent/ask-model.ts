import { EndpointError } from "../core/errors.ts";
import type { JsonObject, JsonValue } from "../core/json/value.ts";
import { toolDefinitions } from "../core/tool.ts";
import type { Trajectory } from "../core/trajectory.ts";
import type { ChatReply, ChatRequest } from "../llm/chat-client.ts";
import { liesInPrompt } from "../llm/lies-in-prompt.ts";
import type { Task } from "../tasks/task.ts";
import { estimateTokens } from "../templates/prompt/estimate-tokens.ts";
import { renderPrompt } from "../templates/prompt/render-prompt.ts";
import type { RenderedPrompt } from "../templates/prompt/rendering.ts";
import { stateAt } from "../templates/prompt/state-at.ts";
import { outputSchemaOf } from "../templates/protocol/output-schema.ts";
import { isRefusal } from "../templates/protocol/refusal.ts";
import type { PromptTemplate } from "../templates/template.ts";
import { type Stage, templateFor } from "./agent-templates.ts";
import type { Episode, EpisodeProgress } from "./episode.ts";
import type { EpisodeLimits, StopReason } from "./limits.ts";

/** A reply, and the template under which it was asked for. */
export interface Asked {
  readonly reply: ChatReply;
  readonly template: PromptTemplate;
  readonly usage: NonNullable<ChatReply["usage"]>;
}

/** Why there was nothing to ask. */
export interface NotAsked {
  readonly stop: StopReason;
  readonly detail?: string;
}

/** Renders the prompt of a stage for the trajectory so far and asks the model. */
export async function askModel(
  episode: Episode,
  { trajectory }: EpisodeProgress,
  limits: EpisodeLimits,
  stage: Stage,
): Promise<Asked | NotAsked> {
  const template = templateFor(episode.templates, stage)!;
  const prompt = promptFor(episode, template, trajectory, limits);
  if (isRefusal(prompt)) return { stop: "no_prompt", detail: `${prompt.reason}: ${prompt.detail}` };
  const { messages } = prompt;
  const reply = await replyTo(episode, {
    messages,
    stop: prompt.stop,
    sample: episode.sample ?? 0,
    ...(template.protocol.kind === "native" ? { tools: episode.task.tools } : {}),
    ...(episode.guided ? schemaOf(template, episode.task) : {}),
    ...(limits.maxCompletionTokens === undefined ? {} : { maxTokens: limits.maxCompletionTokens }),
    slots: slotsOf(template, prompt),
  });
  if ("stop" in reply) return reply;
  const usage = reply.usage ?? {
    prompt_tokens: messages.reduce((sum, message) => sum + estimateTokens(message.content), 0),
    completion_tokens: estimateTokens(reply.text),
  };
  return { reply, template, usage };
}

/** A prompt that is too long for the model, or that a filter holds back, ends the episode; any other failure is not the agent's. */
async function replyTo({ client, signal }: Episode, request: ChatRequest): Promise<ChatReply | NotAsked> {
  try {
    return await client.complete(request, signal);
  } catch (error) {
    if (!(error instanceof EndpointError) || !liesInPrompt(error)) throw error;
    const stop = error.reason === "context_too_long" ? "context_too_long" : "model_refused";
    return { stop, detail: error.message };
  }
}

/** A protocol that is no JSON has no schema, and nothing is sent then. */
function schemaOf({ protocol }: PromptTemplate, { tools }: Task): Pick<ChatRequest, "responseSchema"> {
  const schema = outputSchemaOf(protocol, toolDefinitions(tools));
  return schema === undefined ? {} : { responseSchema: { name: "step", schema: schema as JsonObject } };
}

function promptFor(episode: Episode, template: PromptTemplate, trajectory: Trajectory, limits: EpisodeLimits) {
  const { task, about } = episode;
  const state = {
    ...about,
    // The day of a task's world goes before that of the run.
    ...stateAt(trajectory, trajectory.steps.length),
    ...(task.knowledge === undefined ? {} : { knowledge: task.knowledge }),
  };
  return renderPrompt(template, state, { maxTokens: limits.maxPromptTokens });
}

/** What an embedded teacher may see of a prompt: all of it was rendered, and nothing is said of the task. */
function slotsOf(template: PromptTemplate, { slots, history }: RenderedPrompt): JsonValue {
  const { language, ability, protocol, tool_rendering } = template;
  return { texts: slots, history, language, ability, protocol, tool_rendering } as unknown as JsonValue;
}
