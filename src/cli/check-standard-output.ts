import { UsageError } from "../core/errors.ts";
import type { CommandContext } from "./context.ts";

/** Rows and the report of `--json` cannot both go to standard output. Throws UsageError when they would. */
export function checkStandardOutput(output: string, context: CommandContext): void {
  if (output !== "-" || !context.json) return;
  throw new UsageError(
    "-o - and --json both write to standard output",
    "Write the rows to a file, or go without --json.",
  );
}
