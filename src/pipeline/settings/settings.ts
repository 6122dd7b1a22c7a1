import { z } from "zod";
import type { JsonValue } from "../../core/json/value.ts";

/** Something that a flag, a variable of the environment, a run file or mat itself decides. */
export interface Setting {
  /** The flag without its dashes, and the key in a run file. */
  readonly name: string;
  readonly variable: string;
  readonly summary: string;
  readonly schema: z.ZodType<JsonValue>;
  /** What holds where nobody says anything; null where the command decides. */
  readonly usual: JsonValue;
}

/** What can be set for everything at once, in the order in which `mat config` prints it. */
export const SETTINGS: readonly Setting[] = [
  {
    name: "output",
    variable: "MAT_OUTPUT",
    summary: "The folder that a run file writes to; its name if absent",
    schema: z.string().min(1),
    usual: null,
  },
  {
    name: "seed",
    variable: "MAT_SEED",
    summary: "Another seed, other tasks and other templates",
    schema: z.int().min(0).max(0xffffffff),
    usual: 0,
  },
  {
    name: "model",
    variable: "MAT_MODEL",
    summary: "Who acts: reader, oracle, random, greedy or no-tool",
    schema: z.string().min(1),
    usual: "reader",
  },
  {
    name: "concurrency",
    variable: "MAT_CONCURRENCY",
    summary: "Episodes that are played at once",
    schema: z.int().min(1),
    usual: 32,
  },
  {
    name: "log-level",
    variable: "MAT_LOG_LEVEL",
    summary: "Write a log, as JSON lines: trace, debug, info, warn or error",
    schema: z.enum(["trace", "debug", "info", "warn", "error"]),
    usual: null,
  },
];
