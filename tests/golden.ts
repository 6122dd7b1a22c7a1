import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe } from "vitest";

/** The folder with data of others, for tests only; where it is absent the tests that need it are skipped. */
export const GOLDEN = resolve(process.env["MAT_GOLDEN"] ?? "../shared/golden");
const present = existsSync(GOLDEN);

/** A path under the golden folder. */
export function goldenPath(...parts: string[]): string {
  return join(GOLDEN, ...parts);
}

/** A `describe` for tests on golden data; skipped, and the reason said, where $MAT_GOLDEN is absent. */
export function describeGolden(name: string, body: () => void): void {
  describe.skipIf(!present)(present ? name : `${name} (skipped: no golden data at $MAT_GOLDEN)`, body);
}
