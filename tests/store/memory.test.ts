import { join } from "node:path";
import { expect, test } from "vitest";
import { runNode } from "../cli/run-node.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();

test("a million rows take hardly more memory than ten thousand", async () => {
  const peak = async (rows: number): Promise<number> => {
    // V8 leaves garbage lying while it has room: a small heap shows what is kept.
    const { stdout, stderr } = await runNode([
      "--max-old-space-size=48",
      join(import.meta.dirname, "memory-process.ts"),
      join(folder, String(rows)),
      String(rows),
    ]);
    expect(stderr).toBe("");
    return Number(stdout);
  };
  const few = await peak(10_000);
  const many = await peak(1_000_000);
  expect(many / few).toBeLessThan(1.25);
});
