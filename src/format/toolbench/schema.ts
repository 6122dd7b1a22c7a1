import { z } from "zod";

/** One ToolBench answer file, as far as trajectories need it. Source: ToolBench (facts in docs/formats/toolbench.md). */
export const answerFileSchema = z.looseObject({
  win: z.boolean().optional(),
  tree: z.unknown().optional(),
  answer_generation: z.looseObject({
    query: z.string(),
    function: z.array(z.looseObject({ name: z.string() })),
    train_messages: z.array(z.array(z.looseObject({ role: z.string() }))).optional(),
  }),
});

/** What `mat import --from toolbench` takes. */
export const readOptionsSchema = z.strictObject({
  heldOut: z
    .string()
    .optional()
    .describe("folder of test_query_ids/*.json; trajectories of these query ids are left out"),
});
/** Checked options of the reader. */
export type ReadOptions = z.infer<typeof readOptionsSchema>;
