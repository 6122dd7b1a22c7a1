import type { NativeProtocol } from "../protocol.ts";

/** Tool calls of the chat API. A thought beside an ending stands in marks, since `content` is the ending. */
export const native: NativeProtocol = {
  kind: "native",
  name: "native",
  title: "Native tool calls",
  parallel: true,
  thought: { open: "<thought>", close: "</thought>" },
  answer: "bare",
  give_up: { open: "<give_up>", close: "</give_up>" },
};
