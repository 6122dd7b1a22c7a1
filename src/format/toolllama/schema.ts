import { z } from "zod";
import { protocolOption } from "../protocol-text/protocol-option.ts";

/** The format's name, under which its residuals stand. */
export const NAME = "toolllama";

/** A row as it is when nothing is odd; the reader takes more (see docs/formats/toolllama.md). Source: ToolBench. */
export const rowSchema = z.looseObject({
  id: z.string().optional(),
  conversations: z
    .array(z.looseObject({ from: z.enum(["system", "user", "assistant", "function"]), value: z.string() }))
    .min(1),
});

/** What `mat import --from toolllama` takes. */
export const readOptionsSchema = z.strictObject({ protocol: protocolOption });
/** Checked options of the reader. */
export type ReadOptions = z.infer<typeof readOptionsSchema>;

/** What `mat export --format toolllama` takes. */
export const writeOptionsSchema = z.strictObject({
  template: z
    .string()
    .optional()
    .describe(
      "id of the template that writes the system turn; unless given, toolllama-en or -zh does where there is none",
    ),
});
/** Checked options of the writer. */
export type WriteOptions = z.infer<typeof writeOptionsSchema>;
