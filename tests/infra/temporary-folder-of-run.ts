import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * One folder for all that a run of the tests writes, which goes with the run: for the tests themselves and, by `TMPDIR`, for every
 * process that they start.
 */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "mat-tests-"));
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  return () => {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
    // What cannot be removed is no reason for tests that have passed to fail.
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 });
    } catch (error) {
      process.stderr.write(`left behind by the tests: ${(error as Error).message}\n`);
    }
  };
}
