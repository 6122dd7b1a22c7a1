import { defineConfig } from "vitest/config";

/** `npm run served`: against vLLM and `transformers serve`, which take minutes to install and to start. */
export default defineConfig({
  test: {
    include: ["tests/served/*.served.ts"],
    globalSetup: ["tests/infra/temporary-folder-of-run.ts"],
    testTimeout: 900_000,
    hookTimeout: 900_000,
    fileParallelism: false,
  },
});
