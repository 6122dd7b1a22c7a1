import type { Format } from "../format.ts";
import { readHeldOutIds } from "./held-out.ts";
import { detect, reader } from "./read.ts";
import { type ReadOptions, readOptionsSchema } from "./schema.ts";

/** ToolBench's raw trajectories: `answer/G{1,2,3}_answer/<qid>_*.json`, one file each. Read only. */
export const format: Format<ReadOptions> = {
  name: "toolbench",
  title: "ToolBench raw trajectories",
  row: "one answer file: {win, tree, forward_args, compare_candidates, answer_generation}",
  loses: [],
  detect,
  reading: {
    options: readOptionsSchema,
    reader: async ({ heldOut }) => reader(heldOut === undefined ? new Set() : await readHeldOutIds(heldOut)),
  },
};
