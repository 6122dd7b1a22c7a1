import { z } from "zod";
import { protocolOption } from "../protocol-text/protocol-option.ts";

/** The format's name, under which its residuals stand. */
export const NAME = "agentinstruct";

/** A row as it is when nothing is odd; the reader takes more (see docs/formats/agentinstruct.md). Source: AgentTuning. */
export const rowSchema = z.looseObject({
  id: z.string().optional(),
  conversations: z
    .array(
      z.looseObject({
        from: z.enum(["human", "gpt"]),
        /** Does the turn get loss? */
        loss: z.boolean().nullish(),
        value: z.string(),
      }),
    )
    .min(1),
});

/** What `mat import --from agentinstruct` takes. */
export const readOptionsSchema = z.strictObject({
  protocol: protocolOption,
});
/** Checked options of the reader. */
export type ReadOptions = z.infer<typeof readOptionsSchema>;

/** What `mat export --format agentinstruct` takes. */
export const writeOptionsSchema = z.strictObject({
  template: z
    .string()
    .optional()
    .describe(
      "id of the template to render every row under; else rows of this format stay as they are, others get react or, without thoughts, toolllama",
    ),
});
/** Checked options of the writer. */
export type WriteOptions = z.infer<typeof writeOptionsSchema>;
