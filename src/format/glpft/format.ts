import { PYTHON_INDENT_2 } from "../../core/json/layout.ts";
import { CHAIN_LOSSES } from "../alpha-umi/held-fields.ts";
import type { Format } from "../format.ts";
import { loadPromptPack } from "./prompt-pack.ts";
import { detect, glpftReader } from "./read.ts";
import { type ReadOptions, readOptionsSchema, type WriteOptions, writeOptionsSchema } from "./schema.ts";
import { writer } from "./write.ts";

/** GLPFT training data: one file each for backbone, planner, caller and summarizer (α-UMi). */
export const format: Format<ReadOptions, WriteOptions> = {
  name: "glpft",
  title: "GLPFT role files: backbone, planner, caller, summarizer (α-UMi)",
  row: "{tools, history, input, target}; the loss is on target alone",
  loses: CHAIN_LOSSES,
  detect,
  reading: {
    options: readOptionsSchema,
    reader: async ({ prompts, promptSet, role }) => glpftReader(await loadPromptPack(prompts, promptSet), role),
  },
  writing: { options: writeOptionsSchema, layout: PYTHON_INDENT_2, folder: true, writer },
};
