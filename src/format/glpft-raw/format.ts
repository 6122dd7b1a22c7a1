import { PYTHON_INDENT_2 } from "../../core/json/layout.ts";
import { CHAIN_LOSSES } from "../alpha-umi/held-fields.ts";
import type { Format } from "../format.ts";
import { detect, read } from "./read.ts";
import { readOptionsSchema, type WriteOptions, writeOptionsSchema } from "./schema.ts";
import { writer } from "./write.ts";

/** α-UMi's preprocessed data before roles are split: raw_data_stage_1.json and raw_data_stage_2.json. */
export const format: Format<Record<string, never>, WriteOptions> = {
  name: "glpft-raw",
  title: "GLPFT raw data, stages 1 and 2 (α-UMi)",
  row: "{tools, instruction, chains} (stage 1) or {tools, instruction, conversations} (stage 2)",
  loses: CHAIN_LOSSES,
  detect,
  reading: { options: readOptionsSchema, reader: () => ({ read }) },
  writing: { options: writeOptionsSchema, layout: PYTHON_INDENT_2, folder: false, writer },
};
