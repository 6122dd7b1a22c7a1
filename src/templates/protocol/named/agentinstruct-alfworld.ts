import type { LabelledProtocol } from "../protocol.ts";

/** AgentInstruct's grammar of ALFWorld steps, with JSON where a tool has more than one argument. Source: AgentTuning. */
export const agentinstructAlfworld: LabelledProtocol = {
  kind: "labelled",
  name: "agentinstruct-alfworld",
  title: "AgentInstruct ALFWorld",
  language: "en",
  parallel: false,
  separator: " ",
  thought: "THOUGHT:",
  action: "ACTION:",
  arguments: { open: "(", close: ")" },
  answer: { label: "ANSWER:" },
  give_up: { label: "Give Up:" },
  observation: "Observation:",
};
