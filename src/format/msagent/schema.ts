import { z } from "zod";

/** The format's name, under which its residuals stand. */
export const NAME = "msagent";

/** A row as it is when nothing is odd; the reader takes more (see docs/formats/msagent.md). Source: MSAgent-Bench. */
export const rowSchema = z.looseObject({
  id: z.string().optional(),
  conversations: z.array(z.looseObject({ from: z.enum(["system", "user", "assistant"]), value: z.string() })).min(1),
});

/** What `mat import --from msagent` takes. */
export const readOptionsSchema = z.strictObject({});
/** What `mat export --format msagent` takes. */
export const writeOptionsSchema = z.strictObject({});
