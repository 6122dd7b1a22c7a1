import { defineConfig } from "vitest/config";

/** Where `.ci/run` wants the results as JSON, beside the lines for people. */
const report = process.env["MAT_TEST_REPORT"];

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    testTimeout: 120_000,
    ...(report === undefined ? {} : { reporters: ["default", ["json", { outputFile: report }]] }),
  },
});
