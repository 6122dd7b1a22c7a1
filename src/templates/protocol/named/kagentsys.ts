import type { JsonProtocol } from "../protocol.ts";

/** KAgentSys: a task's name and the command that does it; `task_complete` ends. Source: KwaiAgents. */
export const kagentsys: JsonProtocol = {
  kind: "json",
  name: "kagentsys",
  title: "KAgentSys",
  parallel: false,
  indent: 0,
  thought: ["task_name"],
  call: { path: ["command"], name: "name", arguments: "args" },
  answer: { command: "task_complete", text: "reason" },
  give_up: { command: "task_complete", text: "reason", constants: { solved: false } },
  observation: { open: "Result: ", close: "" },
};
