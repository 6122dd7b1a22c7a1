import { z } from "zod";

const tool = z.looseObject({ Name: z.string(), function: z.string(), input: z.record(z.string(), z.string()) });
const message = z.looseObject({
  role: z.string(),
  content: z.unknown(),
  name: z.string().optional(),
  function_call: z.looseObject({ name: z.string(), arguments: z.unknown() }).optional(),
});
const turn = z.looseObject({ from: z.string(), value: z.unknown() });

/** A row of α-UMi's raw_data_stage_1.json, as it is when nothing is odd; the reader takes more (see docs/formats/glpft-raw.md). */
export const stage1RowSchema = z.strictObject({
  tools: z.array(tool),
  instruction: z.string(),
  chains: z.array(message),
});
/** A row of α-UMi's raw_data_stage_2.json. */
export const stage2RowSchema = z.strictObject({
  tools: z.array(tool),
  instruction: z.string(),
  conversations: z.array(turn),
});

/** What `mat import --from glpft-raw` takes. */
export const readOptionsSchema = z.strictObject({});
/** What `mat export --format glpft-raw` takes. */
export const writeOptionsSchema = z.strictObject({
  stage: z
    .union([z.literal(1), z.literal(2)])
    .default(1)
    .describe("1: tools, query and message list; 2: the conversation that role data is made of"),
  compat: z.enum(["reference"]).optional().describe("reproduce the reference byte for byte, faults included"),
});
/** Checked options of the writer. */
export type WriteOptions = z.infer<typeof writeOptionsSchema>;
