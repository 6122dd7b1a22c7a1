import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatasetDamagedError } from "../core/errors.ts";
import type { Spending } from "../llm/cost/spending.ts";
import { replaceFile } from "../store/replace-file.ts";
import { LEDGER } from "../store/run-files.ts";
import type { RunFolder } from "./run-folder.ts";
import type { RunAccount } from "./workplace.ts";

/** Writes what a run took so far beside its telemetry: by model, all calls of `mat generate` and `mat work` included. */
export async function writeLedger({ path }: RunFolder, account: RunAccount | undefined): Promise<void> {
  await account?.refresh();
  const spending = account?.spending;
  if (spending !== undefined) await replaceFile(join(path, LEDGER), `${JSON.stringify(spending, null, 2)}\n`);
}

/** What a run took so far, as it was last written; null for one whose model is not served. */
export function readLedger({ path }: RunFolder): Spending | null {
  const file = join(path, LEDGER);
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Spending;
  } catch (cause) {
    throw new DatasetDamagedError(
      "what the run took cannot be read",
      "Delete it: it is for people.",
      { file },
      { cause },
    );
  }
}
