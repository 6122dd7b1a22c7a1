import type { LabelledProtocol } from "../protocol.ts";

/** AgentInstruct's grammar of operating-system steps, with JSON where a tool has more than one argument. Source: AgentTuning. */
export const agentinstructOs: LabelledProtocol = {
  kind: "labelled",
  name: "agentinstruct-os",
  title: "AgentInstruct operating system",
  language: "en",
  parallel: false,
  separator: " ",
  thought: "Think:",
  action: "Act:",
  arguments: { open: "\n\n```bash\n", close: "\n```" },
  plain: { bash: "script" },
  answer: { label: "Answer:" },
  give_up: { label: "Give Up:" },
  observation: "Observation:",
};
