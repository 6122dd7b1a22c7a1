import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, it } from "vitest";

/** The folder with data of others, for tests only; where it is absent the tests that need it are skipped. */
export const GOLDEN = resolve(process.env["MAT_GOLDEN"] ?? "../shared/golden");

/** A path under the golden folder. */
export function goldenPath(...parts: string[]): string {
  return join(GOLDEN, ...parts);
}

/** A `describe` for tests on golden data; where $MAT_GOLDEN is absent it is reported as skipped, with the reason. */
export function describeGolden(name: string, body: () => void): void {
  if (existsSync(GOLDEN)) describe(name, body);
  else describe(name, () => it.skip("needs the golden data that $MAT_GOLDEN names, which is not here", () => {}));
}
