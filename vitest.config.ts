import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** Where `.ci/run` wants the results as JSON, beside the lines for people. */
const report = process.env["MAT_TEST_REPORT"];

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    testTimeout: 120_000,
    // Files share the processes that they run in and what is loaded there; the check sees that each leaves them as they were.
    isolate: false,
    globalSetup: ["tests/infra/temporary-folder-of-run.ts"],
    setupFiles: ["tests/infra/leaves-no-trace.ts"],
    // Most of the time of a short process that a test starts is the loading of its code.
    env: { NODE_COMPILE_CACHE: join(tmpdir(), "mat-compile-cache") },
    // Much of a test's time goes by in processes that it starts; otherwise one core is left alone.
    maxWorkers: "100%",
    ...(report === undefined ? {} : { reporters: ["default", ["json", { outputFile: report }]] }),
  },
});
