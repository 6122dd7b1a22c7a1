import { JSONL } from "../../core/json/layout.ts";
import type { Format } from "../format.ts";
import { detect, reader } from "./read.ts";
import { type ReadOptions, readOptionsSchema, type WriteOptions, writeOptionsSchema } from "./schema.ts";
import { LOSES, writer } from "./write.ts";

/** AgentInstruct's rows: turns of a human and gpt, each of which says whether it gets loss. */
export const format: Format<ReadOptions, WriteOptions> = {
  name: "agentinstruct",
  title: "AgentInstruct conversations (AgentTuning)",
  row: "{id, conversations: [{from: human|gpt, loss: true|false|null, value}, ...]}",
  loses: LOSES,
  detect,
  reading: { options: readOptionsSchema, reader },
  writing: { options: writeOptionsSchema, layout: JSONL, folder: false, writer },
};
