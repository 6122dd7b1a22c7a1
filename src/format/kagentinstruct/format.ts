import { PYTHON_INDENT_2 } from "../../core/json/layout.ts";
import type { Format } from "../format.ts";
import { detect } from "./detect.ts";
import { LOSES } from "./losses.ts";
import { type ReadOptions, readOptionsSchema, type WriteOptions, writeOptionsSchema } from "./schema.ts";

/** KAgentInstruct: prompts of many templates with the responses to them, of which each trains alone. */
export const format: Format<ReadOptions, WriteOptions> = {
  name: "kagentinstruct",
  title: "KAgentInstruct prompts and responses (KwaiAgents)",
  row: "{id, query, source, functions, function_names, llm_prompt_response: [{instruction, input, output, llm_name, human_edited}, ...], extra_infos}",
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
