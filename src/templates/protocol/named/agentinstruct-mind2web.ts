import type { LabelledProtocol } from "../protocol.ts";

/** AgentInstruct's grammar of Mind2Web steps, with JSON under `Value:`. Source: AgentTuning. */
export const agentinstructMind2web: LabelledProtocol = {
  kind: "labelled",
  name: "agentinstruct-mind2web",
  title: "AgentInstruct Mind2Web",
  language: "en",
  parallel: false,
  separator: " ",
  thought: "Thought:",
  action: "Action:",
  arguments: { label: "Value:" },
  answer: { label: "Answer:" },
  give_up: { label: "Give Up:" },
  observation: "Observation:",
};
