import { UsageError } from "../core/errors.ts";
import { LOG_LEVELS } from "./global-options.ts";

const VARIABLE = "MAT_LOG_LEVEL";

/** The level of the log: what `--log-level` says, else the variable. Throws UsageError for a variable of no use. */
export function logLevel(flag: string | undefined, environment = process.env): string | undefined {
  const level = flag ?? (environment[VARIABLE] || undefined);
  if (level === undefined || LOG_LEVELS.includes(level as (typeof LOG_LEVELS)[number])) return level;
  throw new UsageError(`${VARIABLE} cannot be "${level}"`, `It is one of: ${LOG_LEVELS.join(", ")}.`);
}
