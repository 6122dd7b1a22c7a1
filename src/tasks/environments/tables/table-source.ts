import { z } from "zod";
import { LANGUAGES } from "../../../templates/template.ts";

/** Tables of files: a table's name, its file as seen from the folder of the file of tasks, and what it held. */
const filesSchema = z.strictObject({
  kind: z.literal("files"),
  files: z.array(z.strictObject({ table: z.string(), path: z.string(), sha256: z.string() })).min(1),
});

/** Tables that the environment `db` makes up for the task of this number. */
const madeSchema = z.strictObject({
  kind: z.literal("db"),
  number: z.int().min(0),
  seed: z.int(),
  language: z.enum(LANGUAGES),
  level: z.int().min(1).max(5),
});

/** Where the tables of a world are from: all that is needed to load the same ones again. */
export const tableSourceSchema = z.discriminatedUnion("kind", [filesSchema, madeSchema]);
/** Where tables are from: see {@link tableSourceSchema}. */
export type TableSource = z.infer<typeof tableSourceSchema>;
