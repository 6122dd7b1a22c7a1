import { stringifyJson } from "../../core/json/stringify.ts";
import { isRefusal, type Refusal } from "../protocol/refusal.ts";
import { type RenderedTools, renderTools } from "../protocol/tool-list/render-tools.ts";
import type { TemplateData } from "../safe/declarations.ts";
import { SLOTS, type SlotName } from "../slots.ts";
import type { PromptTemplate } from "../template.ts";
import type { CompiledTemplate } from "./compiled-template.ts";
import type { EpisodeStep, PromptState } from "./prompt-state.ts";

/** The text of each slot, and what of the tools the template's rendering goes without. */
export interface RenderedSlots {
  readonly texts: Readonly<Record<SlotName, string>>;
  readonly lost: readonly string[];
}

/** Renders every slot of a template for a state. */
export function renderSlots(
  template: PromptTemplate,
  compiled: CompiledTemplate,
  state: PromptState,
): RenderedSlots | Refusal {
  const tools = renderTools(state.tools, template.tool_rendering);
  if (isRefusal(tools)) return tools;
  const data = dataOf(template, state, tools);
  const texts: Partial<Record<SlotName, string>> = {};
  for (const slot of SLOTS) {
    const text = compiled.slots[slot].render(data);
    if (typeof text !== "string") return text;
    texts[slot] = text;
  }
  const shown = compiled.slots.tools.variables.includes("tool_list");
  return {
    texts: texts as Record<SlotName, string>,
    lost: shown ? tools.lost.map((path) => `agent.tool_definitions[].function.${path}`) : [],
  };
}

/** The values of all variables; each slot's source can name its own only. */
function dataOf({ episode }: PromptTemplate, state: PromptState, tools: RenderedTools): TemplateData {
  const earlier = state.conversation ?? [];
  return {
    agent_name: state.agentName ?? "",
    agent_bio: state.agentBio ?? "",
    date: state.date ?? "",
    goal: state.goal,
    constraints: (state.constraints ?? []).map((text) => ({ text })),
    tool_list: state.tools.length === 0 ? "" : tools.text,
    tool_names: state.tools.map((tool) => tool.name).join(", "),
    tools: state.tools.map(({ name, description }) => ({ name, description: description ?? "" })),
    conversation: earlier.map(({ query, answer }) => ({ query, answer })),
    knowledge: (state.knowledge ?? []).map((text) => ({ text })),
    finished_tasks: episode === "finished-tasks" ? state.episode.flatMap(finishedTasks) : [],
  };
}

/** A step as tasks that are done: one for each of its calls, or one for what was thought. */
function finishedTasks({ step, observations }: EpisodeStep): Record<string, string>[] {
  const task = step.thought ?? "";
  const results = [...observations];
  if (step.calls.length === 0) return [{ task, tool: "", arguments: "", result: results.join("\n") }];
  return step.calls.map((call, at) => ({
    task,
    tool: call.name,
    arguments: call.arguments_text ?? stringifyJson(call.arguments),
    // What belongs to no call stands with the last one.
    result: (at === step.calls.length - 1 ? results.slice(at) : results.slice(at, at + 1)).join("\n"),
  }));
}
