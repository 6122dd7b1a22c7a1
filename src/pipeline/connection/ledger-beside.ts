import { existsSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

/**
 * The folder of the ledger of an output whose replies are kept beside it: what they took counts for a budget as long as they are
 * there, however often the command is stopped. Without them it begins anew.
 */
export function ledgerBeside(output: string, replies: string): string {
  const whole = resolve(output);
  const ledger = join(dirname(whole), `.${basename(whole)}.spent`);
  if (!existsSync(replies)) rmSync(ledger, { recursive: true, force: true });
  return ledger;
}
