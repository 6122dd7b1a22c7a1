import type { ChatMessage } from "../../llm/chat-client.ts";
import type { SlotName } from "../slots.ts";

/** A message as a chat endpoint takes it: see {@link ChatMessage}. */
export type PromptMessage = ChatMessage;

/** Part of a text: UTF-16 code units from `from` up to, not including, `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How the memory slot was cut to a token budget: its head and tail are kept. */
export interface MemoryCut {
  readonly tokensBefore: number;
  readonly tokensAfter: number;
}

/** A step as it stands in a prompt. */
export interface ShownStep {
  readonly text: string;
  readonly observations: readonly string[];
}

/** A prompt, ready to send. */
export interface RenderedPrompt {
  readonly messages: readonly PromptMessage[];
  /** The text of each slot, after cuts. */
  readonly slots: Readonly<Record<SlotName, string>>;
  /** The steps of this episode that follow the slots, as text, each with what it was shown; none in finished-tasks memory. */
  readonly history: readonly ShownStep[];
  readonly stop: readonly string[];
  readonly cut?: MemoryCut;
  /** What the prompt goes without, such as `tools.parameters.properties.*.enum`. */
  readonly lost: readonly string[];
}

/** One call of a model as training data: a prompt and the response to it. Source: KAgentInstruct's `llm_prompt_response`. */
export interface PromptInstance extends RenderedPrompt {
  /** Index of the agent step in the trajectory. */
  readonly step: number;
  readonly response: string;
  /** The parts of the response that get loss: all of it, or nothing where the step does not train. */
  readonly train: readonly Span[];
}

/** A message of a whole conversation. */
export interface ConversationTurn extends PromptMessage {
  /** Does any of it get loss? Calls of a native protocol have no characters to count. */
  readonly trains: boolean;
  /** The parts of `content` that get loss. */
  readonly train: readonly Span[];
}

/** A trajectory under a template. */
export interface Rendering {
  readonly template: string;
  /** `native`: the trajectory was made under this template; `rerendered`: under another one, or none. */
  readonly lineage: "native" | "rerendered";
  /** One for each agent step that the template's ability asks for. */
  readonly instances: readonly PromptInstance[];
  /**
   * The whole episode as one conversation; absent where the template keeps steps in its memory, so that each step has a
   * prompt of its own. A one-prompt layout gives a user message and one assistant message, in which observations get no loss.
   */
  readonly conversation?: readonly ConversationTurn[];
  /** What the rendering goes without, by path. */
  readonly lost: readonly string[];
}
