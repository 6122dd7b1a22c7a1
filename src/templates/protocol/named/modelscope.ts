import type { TaggedProtocol } from "../protocol.ts";

/** ModelScope-Agent: a fenced JSON call between think marks, its result between exec marks. Source: MSAgent-Bench. */
export const modelscope: TaggedProtocol = {
  kind: "tagged",
  name: "modelscope",
  title: "ModelScope-Agent",
  parallel: false,
  thought: { open: "<|startofreason|>", close: "<|endofreason|>" },
  call: {
    body: "json",
    marks: { open: "<|startofthink|>", close: "<|endofthink|>" },
    fence: "JSON",
    name: "api_name",
    arguments: "parameters",
    constants: { url: "" },
  },
  answer: "bare",
  give_up: { open: "<|startofgiveup|>", close: "<|endofgiveup|>" },
  observation: { open: "<|startofexec|>", close: "<|endofexec|>" },
};
