import type { LabelledProtocol } from "../protocol.ts";

/** Qwen: its four function-call marks at line starts. Source: the chat template of Qwen 1.5 and 2 for function calls. */
export const qwen: LabelledProtocol = {
  kind: "labelled",
  name: "qwen",
  title: "Qwen",
  parallel: true,
  separator: " ",
  thought: "✿THOUGHT✿:",
  action: "✿FUNCTION✿:",
  arguments: { label: "✿ARGS✿:" },
  answer: { label: "✿RETURN✿:" },
  give_up: { label: "✿GIVE_UP✿:" },
  observation: "✿RESULT✿:",
};
