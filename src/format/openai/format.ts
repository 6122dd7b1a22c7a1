import { JSONL } from "../../core/json/layout.ts";
import type { Format } from "../format.ts";
import { detect, read } from "./read.ts";
import { readOptionsSchema, writeOptionsSchema } from "./schema.ts";
import { LOSES, writer } from "./write.ts";

/** Chat messages as OpenAI's fine-tuning and chat-completions APIs have them, and as most trainers read them. */
export const format: Format<Record<string, never>, Record<string, never>> = {
  name: "openai",
  title: "OpenAI chat messages",
  row: "{messages: [{role, content, tool_calls?, ...}, ...], tools?: [...]}",
  loses: LOSES,
  detect,
  reading: { options: readOptionsSchema, reader: () => ({ read }) },
  writing: { options: writeOptionsSchema, layout: JSONL, folder: false, writer },
};
