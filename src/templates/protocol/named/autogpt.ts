import type { JsonProtocol } from "../protocol.ts";

/** AutoGPT: one JSON object with thoughts and a command. Source: the prompt of AutoGPT that KAgentInstruct renders. */
export const autogpt: JsonProtocol = {
  kind: "json",
  name: "autogpt",
  title: "AutoGPT",
  parallel: false,
  indent: 4,
  thought: ["thoughts", "text"],
  reasoning: ["thoughts", "reasoning"],
  fields: [
    { name: "plan", path: ["thoughts", "plan"] },
    { name: "criticism", path: ["thoughts", "criticism"] },
    { name: "speak", path: ["thoughts", "speak"] },
  ],
  call: { path: ["command"], name: "name", arguments: "args" },
  answer: { command: "finish", text: "response" },
  give_up: { command: "give_up", text: "reason" },
  observation: { open: "Command result: ", close: "" },
};
