import { spawnSync } from "node:child_process";
import { describe, it } from "vitest";

const found = spawnSync("python3", ["--version"], { encoding: "utf8" });

/** A `describe` for tests that need Python; where there is none it is reported as skipped, with the reason. */
export function describeWithPython(name: string, tests: () => void): void {
  if (found.status === 0) describe(name, tests);
  else describe(name, () => it.skip("needs python3, which is not on this machine", () => {}));
}
