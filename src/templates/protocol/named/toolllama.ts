import type { LabelledProtocol } from "../protocol.ts";

/** ToolLLaMA: ReAct's labels, and a `Finish` call that answers or gives up. Source: ToolBench. */
export const toolllama: LabelledProtocol = {
  kind: "labelled",
  name: "toolllama",
  title: "ToolLLaMA",
  language: "en",
  parallel: false,
  separator: " ",
  thought: "Thought:",
  action: "Action:",
  arguments: { label: "Action Input:" },
  answer: { command: "Finish", text: "final_answer", constants: { return_type: "give_answer" } },
  give_up: { command: "Finish", text: "final_answer", constants: { return_type: "give_up_and_restart" } },
  observation: "Observation:",
};
