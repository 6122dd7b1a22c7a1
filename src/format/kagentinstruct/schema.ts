import { z } from "zod";
import { protocolOption } from "../protocol-text/protocol-option.ts";

/** The format's name, under which its residuals stand. */
export const NAME = "kagentinstruct";

const SOURCES = ["kwai-agent", "meta-agent", "autogpt", "modelscope", "react", "toolllama", "profile"] as const;
/** What made the prompts of a row. */
export type RowSource = (typeof SOURCES)[number];

const item = z.looseObject({
  instruction: z.string(),
  input: z.string(),
  output: z.string(),
  llm_name: z.string().optional(),
  human_edited: z.boolean().optional(),
});

/**
 * A row as it is when nothing is odd, and as our writer makes it; the reader takes more (see docs/formats/kagentinstruct.md).
 * Source: KwaiAgents.
 */
export const rowSchema = z.looseObject({
  id: z.string().optional(),
  query: z.string(),
  source: z.enum(SOURCES).optional(),
  functions: z.array(z.string()).optional(),
  function_names: z.array(z.string()).optional(),
  llm_prompt_response: z.array(item),
  extra_infos: z.looseObject({}).optional(),
});

/** What `mat import --from kagentinstruct` takes. */
export const readOptionsSchema = z.strictObject({ protocol: protocolOption });
/** Checked options of the reader. */
export type ReadOptions = z.infer<typeof readOptionsSchema>;

/** What `mat export --format kagentinstruct` takes. */
export const writeOptionsSchema = z.strictObject({
  templates: z
    .string()
    .optional()
    .describe(
      "ids of templates or paths of libraries, joined by commas; else the trajectory's own template or KAgentSys",
    ),
  perTrajectory: z.int().min(1).default(1).describe("how many of the templates each trajectory is shown under"),
  seed: z.int().default(0).describe("with a trajectory's id it decides which templates those are"),
  maxRerendered: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe("the largest share of rows under a template that the trajectory was not made under, 0 to 1"),
  weights: z
    .boolean()
    .default(false)
    .describe("give rows extra_infos.weight: 1 / (items of the row x rows of the trajectory)"),
});
/** Checked options of the writer. */
export type WriteOptions = z.infer<typeof writeOptionsSchema>;
