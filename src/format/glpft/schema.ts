import { z } from "zod";
import { ROLES } from "./role-files.ts";

const turn = z.looseObject({ from: z.string(), value: z.unknown() });
/** One training instance: the loss is on `target` (and the end-of-sequence token) alone. */
export const rowSchema = z.strictObject({
  tools: z.array(z.looseObject({ Name: z.string() })),
  history: z.array(turn),
  input: z.string(),
  target: z.string(),
});

const prompts = z
  .string()
  .optional()
  .describe("prompt pack: glpft-en (default), glpft-zh, or a JSON file with one text per role");
const promptSet = z
  .string()
  .optional()
  .describe("which set of a pack that holds several (keys are <set>_<role>); toolbench where there is one");

/** What `mat import --from glpft` takes. */
export const readOptionsSchema = z.strictObject({
  prompts,
  promptSet,
  role: z.enum(ROLES).optional().describe("the role that the file is of; told from the rows when absent"),
});
/** Checked options of the reader. */
export type ReadOptions = z.infer<typeof readOptionsSchema>;

/** What `mat export --format glpft` takes. */
export const writeOptionsSchema = z.strictObject({
  prompts,
  promptSet,
  compat: z.enum(["reference"]).optional().describe("reproduce the reference byte for byte, faults included"),
});
/** Checked options of the writer. */
export type WriteOptions = z.infer<typeof writeOptionsSchema>;
