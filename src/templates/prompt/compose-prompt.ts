import { toolDefinitions } from "../../core/tool.ts";
import { isRefusal, type Refusal, refuse } from "../protocol/refusal.ts";
import { stopSequencesOf } from "../protocol/stop-sequences.ts";
import type { SlotName } from "../slots.ts";
import type { PromptTemplate } from "../template.ts";
import { type CompiledTemplate, compiledTemplate } from "./compiled-template.ts";
import { transcriptOf, turnsOf, untrained } from "./conversation.ts";
import { cutMemory } from "./cut-memory.ts";
import { estimateTokens } from "./estimate-tokens.ts";
import type { EarlierTurn, PromptState } from "./prompt-state.ts";
import { type RenderedSlots, renderSlots } from "./render-slots.ts";
import type { ConversationTurn, MemoryCut, RenderedPrompt } from "./rendering.ts";
import { type StepWriter, type WrittenStep, writeStep, writeSteps } from "./write-step.ts";

/** How long a prompt may be. */
export interface PromptOptions {
  /** The most tokens that all messages may have together; past it the memory slot alone is cut. */
  readonly maxTokens?: number | undefined;
  /** Counts tokens; `estimateTokens` unless given. */
  readonly countTokens?: ((text: string) => number) | undefined;
}

/** A prompt whose messages still say what of them gets loss. */
export interface ComposedPrompt extends Omit<RenderedPrompt, "messages"> {
  readonly turns: readonly ConversationTurn[];
}

/** The prompt of a template for a state: see `renderPrompt`. `write` may remember what it wrote. */
export function composePrompt(
  template: PromptTemplate,
  state: PromptState,
  options: PromptOptions,
  write: StepWriter = writeStep,
): ComposedPrompt | Refusal {
  const compiled = compiledTemplate(template);
  if (isRefusal(compiled)) return compiled;
  const { conversation = [], ...rest } = state;
  // A chat shows earlier turns as turns, where it knows them.
  const asTurns = template.layout.kind === "chat" ? conversation.filter((turn) => turn.steps !== undefined) : [];
  const told = conversation.filter((turn) => !asTurns.includes(turn));
  const slots = renderSlots(template, compiled, { ...rest, conversation: told });
  if (isRefusal(slots)) return slots;
  const history = writeHistory(template, asTurns, state, write);
  if (isRefusal(history)) return history;
  const fitting = fitted({ template, compiled, slots, history }, options);
  if (isRefusal(fitting)) return fitting;
  const lost = new Set([...slots.lost, ...history.flatMap(({ steps }) => steps.flatMap((step) => step.lost))]);
  return {
    ...fitting,
    history: history.at(-1)!.steps.map(({ text, observations }) => ({ text, observations })),
    stop: stopSequencesOf(template.protocol),
    lost: [...lost],
  };
}

/** A query, and the steps that followed it. */
interface WrittenTurn {
  readonly query: string;
  readonly steps: readonly WrittenStep[];
}

interface Parts {
  readonly template: PromptTemplate;
  readonly compiled: CompiledTemplate;
  readonly slots: RenderedSlots;
  /** Oldest first; the last one is this episode's. */
  readonly history: readonly WrittenTurn[];
}

function writeHistory(
  { episode, protocol }: PromptTemplate,
  earlier: readonly EarlierTurn[],
  state: PromptState,
  write: StepWriter,
): WrittenTurn[] | Refusal {
  const tools = toolDefinitions(state.tools);
  const present = { query: state.goal, steps: episode === "transcript" ? state.episode : [] };
  const turns: WrittenTurn[] = [];
  for (const { query, steps = [] } of [...earlier, present]) {
    const written = writeSteps(write, protocol, steps, tools);
    if (isRefusal(written)) return written;
    turns.push({ query, steps: written });
  }
  return turns;
}

function fitted(
  parts: Parts,
  { maxTokens, countTokens = estimateTokens }: PromptOptions,
): Pick<ComposedPrompt, "turns" | "slots" | "cut"> | Refusal {
  const { texts } = parts.slots;
  const whole = turnsFor(parts, texts);
  if (isRefusal(whole)) return whole;
  if (maxTokens === undefined) return { turns: whole, slots: texts };
  const tokensOf = (turns: readonly ConversationTurn[]) =>
    turns.reduce((sum, { content }) => sum + countTokens(content), 0);
  const tokensBefore = tokensOf(whole);
  if (tokensBefore <= maxTokens) return { turns: whole, slots: texts };
  const sized = (memory: string): number => {
    const turns = turnsFor(parts, { ...texts, memory });
    return isRefusal(turns) ? Number.POSITIVE_INFINITY : tokensOf(turns);
  };
  const memory = cutMemory(texts.memory, parts.template.language, (text) => sized(text) <= maxTokens);
  if (memory === undefined) return tooLong(sized("") - maxTokens, maxTokens);
  const turns = turnsFor(parts, { ...texts, memory });
  if (isRefusal(turns)) return turns;
  const cut: MemoryCut = { tokensBefore, tokensAfter: tokensOf(turns) };
  return { turns, slots: { ...texts, memory }, cut };
}

function tooLong(over: number, maxTokens: number): Refusal {
  return refuse(
    "prompt_too_long",
    `without any memory the prompt still has ${over} tokens more than the ${maxTokens} that it may have`,
  );
}

function turnsFor(parts: Parts, texts: Readonly<Record<SlotName, string>>): ConversationTurn[] | Refusal {
  const { template, compiled, history } = parts;
  // The first user message states the goal that came first; later ones follow as they were said.
  const goal = history.length === 1 ? texts.goal : compiled.slots.goal.render({ goal: history[0]!.query });
  if (typeof goal !== "string") return goal;
  const user = compiled.body.render({ ...texts, goal });
  if (typeof user !== "string") return user;
  if (template.layout.kind === "prompt") return [untrained("user", behind(user, history[0]!.steps))];
  const system = compiled.system?.render({ ...texts, goal }) ?? "";
  if (typeof system !== "string") return system;
  const turns = system === "" ? [] : [untrained("system", system)];
  let number = 0;
  for (const [at, turn] of history.entries()) {
    turns.push(untrained("user", at === 0 ? user : turn.query), ...turnsOf(template.protocol, turn.steps, number));
    number += turn.steps.length;
  }
  return turns;
}

/** A prompt with the steps so far behind it. */
function behind(prompt: string, steps: readonly WrittenStep[]): string {
  return steps.length === 0 ? prompt : `${prompt}\n${transcriptOf(steps).text}`;
}
