import type { Tool } from "../../core/tool.ts";
import type { PromptState } from "../prompt/prompt-state.ts";

/** The goal in every sample state, which no fixed text says. */
export const SAMPLE_GOAL = "Find out which of the two ferries to Texel leaves earlier tomorrow — 明天哪一班更早？";
/** What came back for the step in the sample state that has one. */
export const SAMPLE_RESULT = "sample-result-7731";

/** Finds the names of the tools in the sample states. */
export const SAMPLE_TOOL_NAMES = /sample_tool_\d+/g;

/** States to render a template for: with no tool, with one and a step that called it, and with fifty. */
export const SAMPLE_STATES: readonly PromptState[] = [0, 1, 50].map(stateWith);

function stateWith(count: number): PromptState {
  const tools = Array.from({ length: count }, (_, at) => sampleTool(at));
  const call = { name: "sample_tool_1", arguments: { place: "Den Helder" } };
  return {
    goal: SAMPLE_GOAL,
    tools,
    agentName: "Sam",
    constraints: ["Use metric units."],
    date: "2024-03-05",
    conversation: [{ query: "Which day is it?", answer: "Tuesday." }],
    knowledge: ["Ferries leave from quay 3."],
    episode: count !== 1 ? [] : [{ step: { thought: "I look it up.", calls: [call] }, observations: [SAMPLE_RESULT] }],
  };
}

function sampleTool(at: number): Tool {
  return {
    name: `sample_tool_${at + 1}`,
    description: `Looks up sample thing ${at + 1}.`,
    parameters: {
      type: "object",
      properties: { place: { type: "string", description: "Where." }, days: { type: "integer" } },
      required: ["place"],
    },
  };
}
