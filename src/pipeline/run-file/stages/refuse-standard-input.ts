import { UsageError } from "../../../core/errors.ts";

/** Throws UsageError where standard input is named: a run that goes on could not read it again. */
export function refuseStandardInput(inputs: readonly string[]): void {
  if (inputs.includes("-")) throw new UsageError("a stage cannot read standard input", "Name a file.");
}
