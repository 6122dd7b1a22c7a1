import { JSONL } from "../../core/json/layout.ts";
import type { Format } from "../format.ts";
import { detect, read } from "./read.ts";
import { readOptionsSchema, writeOptionsSchema } from "./schema.ts";
import { writer } from "./write.ts";

/** The Agent Trajectory Interchange Format, which is also how datasets keep trajectories. Source: ATIF 1.7. */
export const format: Format<Record<string, never>, Record<string, never>> = {
  name: "atif",
  title: "Agent Trajectory Interchange Format (ATIF 1.x)",
  row: "one trajectory: {schema_version, agent, steps, ...}",
  loses: [],
  detect,
  reading: { options: readOptionsSchema, reader: () => ({ read }) },
  writing: { options: writeOptionsSchema, layout: JSONL, folder: false, writer },
};
