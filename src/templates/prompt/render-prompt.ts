import { isRefusal, type Refusal } from "../protocol/refusal.ts";
import type { PromptTemplate } from "../template.ts";
import { composePrompt, type PromptOptions } from "./compose-prompt.ts";
import { messageOf } from "./conversation.ts";
import type { PromptState } from "./prompt-state.ts";
import type { RenderedPrompt } from "./rendering.ts";

/**
 * The prompt of a template at one step of an episode. Refused by name where a source of the template is unsafe, where an
 * earlier step or a list of tools cannot be written in its protocol, and as `prompt_too_long`, with the tokens that are too
 * many, where cutting the memory is not enough.
 */
export function renderPrompt(
  template: PromptTemplate,
  state: PromptState,
  options: PromptOptions = {},
): RenderedPrompt | Refusal {
  const composed = composePrompt(template, state, options);
  if (isRefusal(composed)) return composed;
  const { turns, ...rest } = composed;
  return { ...rest, messages: turns.map(messageOf) };
}
