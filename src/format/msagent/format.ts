import { JSONL } from "../../core/json/layout.ts";
import type { Format } from "../format.ts";
import { detect, read } from "./read.ts";
import { readOptionsSchema, writeOptionsSchema } from "./schema.ts";
import { LOSES, writer } from "./write.ts";

/** MSAgent-Bench's rows: an assistant's value interleaves calls, what they gave back, and what is said. */
export const format: Format<Record<string, never>, Record<string, never>> = {
  name: "msagent",
  title: "MSAgent-Bench conversations (ModelScope-Agent)",
  row: "{id, conversations: [{from: system|user|assistant, value}, ...]}, calls and results between marks",
  loses: LOSES,
  detect,
  reading: { options: readOptionsSchema, reader: () => ({ read }) },
  writing: { options: writeOptionsSchema, layout: JSONL, folder: false, writer },
};
