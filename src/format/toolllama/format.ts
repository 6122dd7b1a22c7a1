import { PYTHON_INDENT_2 } from "../../core/json/layout.ts";
import type { Format } from "../format.ts";
import { detect } from "./detect.ts";
import { LOSES } from "./losses.ts";
import { type ReadOptions, readOptionsSchema, type WriteOptions, writeOptionsSchema } from "./schema.ts";

/** ToolLLaMA's training data: conversations whose assistant turns are ReAct-like text. */
export const format: Format<ReadOptions, WriteOptions> = {
  name: "toolllama",
  title: "ToolLLaMA conversations",
  row: "{id, conversations: [{from: system|user|assistant|function, value}, ...]}, ReAct text in the assistant's values",
  loses: LOSES,
  detect,
  reading: { options: readOptionsSchema, reader: async (options) => (await import("./read.ts")).reader(options) },
  writing: {
    options: writeOptionsSchema,
    layout: PYTHON_INDENT_2,
    folder: false,
    writer: async (options) => (await import("./write.ts")).writer(options),
  },
};
