import type { TaggedProtocol } from "../protocol.ts";

/** An answer as plain text, for prompts that ask for nothing else; marks stand around what is no answer. Ours. */
export const plainAnswer: TaggedProtocol = {
  kind: "tagged",
  name: "plain-answer",
  title: "Plain answer",
  parallel: false,
  thought: { open: "<thought>", close: "</thought>" },
  call: { body: "json", marks: { open: "<call>", close: "</call>" }, name: "name", arguments: "arguments" },
  answer: "bare",
  give_up: { open: "<unanswered>", close: "</unanswered>" },
  observation: { open: "<result>", close: "</result>" },
};
