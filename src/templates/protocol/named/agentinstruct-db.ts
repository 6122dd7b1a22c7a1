import type { LabelledProtocol } from "../protocol.ts";

/** AgentInstruct's grammar of database steps, with JSON where a tool has more than one argument. Source: AgentTuning. */
export const agentinstructDb: LabelledProtocol = {
  kind: "labelled",
  name: "agentinstruct-db",
  title: "AgentInstruct database",
  language: "en",
  parallel: false,
  separator: " ",
  thought: "Thought:",
  action: "Action:",
  arguments: { open: "\n```sql\n", close: "\n```" },
  plain: { Operation: "sql" },
  answer: { label: "Final Answer:" },
  give_up: { label: "Give Up:" },
  observation: "Observation:",
};
