import type { JsonObject } from "../../core/json/value.ts";
import { type Trajectory, textOf } from "../../core/trajectory.ts";
import { TEMPLATES, templateForProtocol } from "../../templates/library/registry.ts";
import { renderTrajectory } from "../../templates/prompt/render-trajectory.ts";
import type { ConversationTurn } from "../../templates/prompt/rendering.ts";
import { unmetDemand } from "../../templates/prompt/unmet-demand.ts";
import type { Protocol } from "../../templates/protocol/protocol.ts";
import { isRefusal, type Refusal, refuse } from "../../templates/protocol/refusal.ts";
import type { PromptTemplate } from "../../templates/template.ts";
import { withTurns } from "../conversations/chat-layout.ts";
import { languageAround } from "../protocol-text/language-around.ts";
import { turn } from "./turns.ts";

/** A trajectory as turns of a human and gpt, and what they go without. */
export interface RenderedTurns {
  readonly protocol: Protocol;
  readonly turns: JsonObject[];
  readonly lost: readonly string[];
}

/** A trajectory under a template: the prompt is the human's first turn. */
export function renderTurns(trajectory: Trajectory, given: PromptTemplate | undefined): RenderedTurns | Refusal {
  const template = given ?? withTurns(templateAround(trajectory));
  const rendering = renderTrajectory(template, trajectory);
  if (isRefusal(rendering)) return rendering;
  if (rendering.conversation === undefined) return refuse("no_agent_step", "no agent says anything");
  const turns = [...merged(rendering.conversation), ...afterwards(trajectory)];
  return { protocol: template.protocol, turns, lost: rendering.lost };
}

/** Why a template can give no row, or undefined where it can. */
export function whyNoTurns(template: PromptTemplate): string | undefined {
  if (template.protocol.kind === "native") return "has its calls beside the text, and a row is nothing but text";
  return template.episode === "transcript"
    ? undefined
    : "keeps the steps in its memory, so that an episode is no conversation";
}

/**
 * The template of the protocol in which the trajectory was read, where there is one that gives rows, else `react`; or
 * `toolllama`, whose prompt asks for no thoughts, where that alone stands in the way.
 */
function templateAround(trajectory: Trajectory): PromptTemplate {
  const language = languageAround(trajectory);
  const id = `${trajectory.extra?.mat?.protocol}-${language}`;
  const own = Object.hasOwn(TEMPLATES, id) ? TEMPLATES[id]! : undefined;
  if (own !== undefined && whyNoTurns(own) === undefined) return own;
  const [react, toolllama] = [templateForProtocol("react", language), templateForProtocol("toolllama", language)];
  const isLess = unmetDemand(react, trajectory) !== undefined && unmetDemand(toolllama, trajectory) === undefined;
  return isLess ? toolllama : react;
}

/** A row has no system turn: its text leads the first turn of the human. */
function merged(conversation: readonly ConversationTurn[]): JsonObject[] {
  const [first, second, ...rest] = conversation;
  const whole =
    first?.role === "system" && second?.role === "user"
      ? [{ ...second, content: `${first.content}\n\n${second.content}` }, ...rest]
      : conversation;
  return whole.map(({ role, content, trains }) =>
    role === "assistant" ? turn("gpt", trains, content) : turn("human", null, content),
  );
}

/** What users say behind the agent's last step, which no prompt needs. */
function afterwards({ steps }: Trajectory): JsonObject[] {
  const last = steps.findLastIndex((step) => step.source === "agent");
  return steps
    .slice(last + 1)
    .flatMap((step) => (step.source === "user" ? [turn("human", null, textOf(step.message))] : []));
}
