import { z } from "zod";
import { LONGEST_TEMPLATE } from "./longest-template.ts";

/** A model's chat template: how a conversation becomes the one text that it continues. Source: Hugging Face's tokenizer folders. */
export const chatTemplateSchema = z.strictObject({
  /** Where it was read from, for errors: decides nothing. */
  file: z.string(),
  text: z.string().max(LONGEST_TEMPLATE),
  /** Special tokens by the names that templates know them by: `bos_token`, `eos_token`. */
  tokens: z.record(z.string(), z.string()),
  /** The tokenizer puts the token of a beginning before every text by itself. */
  adds_bos: z.boolean().optional(),
  /** What day a template hears it is: the clock is never read. */
  date: z.string().optional(),
});
/** A model's chat template: see {@link chatTemplateSchema}. */
export type ChatTemplate = z.infer<typeof chatTemplateSchema>;
