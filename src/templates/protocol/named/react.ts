import type { LabelledProtocol } from "../protocol.ts";

/** ReAct: a thought, an action and its input, or a final answer. Source: Yao et al. 2022. */
export const react: LabelledProtocol = {
  kind: "labelled",
  name: "react",
  title: "ReAct",
  language: "en",
  parallel: false,
  separator: " ",
  thought: "Thought:",
  action: "Action:",
  arguments: { label: "Action Input:" },
  answer: { label: "Final Answer:" },
  give_up: { label: "Give Up:" },
  observation: "Observation:",
};
