import type { TaggedProtocol } from "../protocol.ts";

/** Calls as XML elements: an example of a body that is no JSON; ours. */
export const xml: TaggedProtocol = {
  kind: "tagged",
  name: "xml",
  title: "XML calls",
  parallel: true,
  reasoning: { open: "<think>", close: "</think>" },
  thought: { open: "<thought>", close: "</thought>", always: true },
  call: { body: "xml", marks: { open: "<call>", close: "</call>" }, name: "tool", argument: "argument" },
  answer: { open: "<answer>", close: "</answer>" },
  give_up: { open: "<give_up>", close: "</give_up>" },
  observation: { open: "<result>", close: "</result>" },
};
