import type { PromptState } from "../prompt/prompt-state.ts";
import { renderPrompt } from "../prompt/render-prompt.ts";
import type { RenderedPrompt } from "../prompt/rendering.ts";
import { isRefusal } from "../protocol/refusal.ts";
import type { PromptTemplate } from "../template.ts";
import { callsTools } from "./calls-tools.ts";
import { SAMPLE_GOAL, SAMPLE_RESULT, SAMPLE_STATES, SAMPLE_TOOL_NAMES } from "./sample-states.ts";
import type { TemplateCheck, TemplateProblem } from "./template-check.ts";

/** The template renders with no tools, with one and with fifty, and the prompt shows all that it must. */
export const renders: TemplateCheck = {
  reasons: {
    does_not_render: "no prompt can be made with 0, 1 or 50 tools",
    prompt_incomplete: "a prompt with 0, 1 or 50 tools lacks the goal, a tool or the result of an earlier step",
  },
  problemsOf: ({ template }) => SAMPLE_STATES.flatMap((state) => problemsFor(template, state)).slice(0, 1),
};

function problemsFor(template: PromptTemplate, state: PromptState): TemplateProblem[] {
  const with_ = `with ${state.tools.length} tools`;
  const prompt = renderPrompt(template, state);
  if (isRefusal(prompt)) return [{ reason: "does_not_render", detail: `${with_}: ${prompt.reason}: ${prompt.detail}` }];
  const missing = missingIn(prompt, template, state);
  return missing === undefined ? [] : [{ reason: "prompt_incomplete", detail: `${with_}, ${missing} is not shown` }];
}

function missingIn(
  { messages, slots }: RenderedPrompt,
  template: PromptTemplate,
  state: PromptState,
): string | undefined {
  const text = messages.map(({ content }) => content).join("\n");
  if (!text.includes(SAMPLE_GOAL)) return "the goal";
  if (callsTools(template) && template.protocol.kind !== "native") {
    const shown = new Set(slots.tools.match(SAMPLE_TOOL_NAMES));
    const tool = state.tools.find(({ name }) => !shown.has(name));
    if (tool !== undefined) return `tool ${tool.name}`;
  }
  if (state.episode.length > 0 && !text.includes(SAMPLE_RESULT)) return "the result of an earlier step";
  return undefined;
}
