import type { LabelledProtocol } from "../protocol.ts";

/** AgentInstruct's grammar of knowledge-graph steps, with JSON where a tool has more than one argument. Source: AgentTuning. */
export const agentinstructKg: LabelledProtocol = {
  kind: "labelled",
  name: "agentinstruct-kg",
  title: "AgentInstruct knowledge graph",
  language: "en",
  parallel: false,
  separator: " ",
  thought: "Thought:",
  action: "Action:",
  arguments: { open: "(", close: ")" },
  answer: { label: "Final Answer:" },
  give_up: { label: "Give Up:" },
  observation: "Observation:",
};
