import type { LabelledProtocol } from "../protocol.ts";

/** AgentInstruct's grammar of WebShop steps, with JSON where a tool has more than one argument. Source: AgentTuning. */
export const agentinstructWebshop: LabelledProtocol = {
  kind: "labelled",
  name: "agentinstruct-webshop",
  title: "AgentInstruct WebShop",
  language: "en",
  parallel: false,
  separator: " ",
  thought: "Thought:",
  action: "Action:",
  arguments: { open: "[", close: "]" },
  plain: { search: "keywords", click: "value" },
  answer: { label: "Final Answer:" },
  give_up: { label: "Give Up:" },
  observation: "Observation:",
};
