import type { TaggedProtocol } from "../protocol.ts";

/** Hermes: JSON calls between `<tool_call>` marks. Source: Nous Research's Hermes function calling. */
export const hermes: TaggedProtocol = {
  kind: "tagged",
  name: "hermes",
  title: "Hermes",
  parallel: true,
  reasoning: { open: "<think>", close: "</think>" },
  thought: { open: "<scratch_pad>", close: "</scratch_pad>" },
  call: { body: "json", marks: { open: "<tool_call>", close: "</tool_call>" }, name: "name", arguments: "arguments" },
  answer: "bare",
  give_up: { open: "<give_up>", close: "</give_up>" },
  observation: { open: "<tool_response>", close: "</tool_response>" },
};
