import { spawn } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDataset } from "../../src/store/dataset.ts";
import { verifyDataset } from "../../src/store/verify/verify.ts";
import { collect } from "../cli/run-node.ts";
import { all } from "./sample-dataset.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const SCRIPT = join(import.meta.dirname, "writer-process.ts");
const ROWS = 100;
const ATTEMPTS = Number(process.env["MAT_KILLS"] ?? 12);

/**
 * Starts a process that writes one dataset after the other to the same path, and kills it after so many of them and a
 * share of the time that one took before.
 */
function writerKiller(path: string) {
  let milliseconds = 50;
  return async (round: number, finished: number, share: number): Promise<void> => {
    const child = spawn(process.execPath, [SCRIPT, path, String(ROWS), String(round)]);
    const ran = collect(child);
    let lines = 0;
    let last = 0;
    child.stdout.on("data", (text: string) => {
      const now = performance.now();
      if (lines > 0) milliseconds = now - last;
      last = now;
      lines += text.split("\n").length - 1;
      if (lines > finished) setTimeout(() => child.kill("SIGKILL"), share * milliseconds);
    });
    expect((await ran).stderr).toBe("");
  };
}

const folder = temporaryFolder();

test("a writer killed at any moment leaves the old dataset, the new one, or none: never half of one", {
  timeout: 300_000,
}, async () => {
  const path = join(folder, "set");
  const writeAndKill = writerKiller(path);
  let before = -1;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    // Every third time there is nothing to replace.
    if (attempt % 3 === 0) {
      rmSync(path, { recursive: true, force: true });
      before = -1;
    }
    const round = attempt * 1000;
    const finished = attempt % 3;
    await writeAndKill(round, finished, Math.random());
    if (before < 0 && finished === 0 && !existsSync(path)) continue;
    // Opening finishes a replacement that was cut short between its two renames.
    const dataset = await openDataset(path);
    const found = Number(dataset.manifest.command.options["round"]);
    expect(found).toBeGreaterThanOrEqual(finished > 0 ? round : before);
    expect(await verifyDataset(path)).toMatchObject({ ok: true, rows: ROWS, problems: [], notes: [] });
    expect(new Set((await all(dataset.rows())).map(({ id }) => id.split("-")[0]))).toEqual(new Set([String(found)]));
    before = found;
  }
  // At most the hidden folder of the last one that died; the next writer takes it away.
  expect(readdirSync(folder).filter((name) => name !== "set" && !name.startsWith(".set.partial"))).toEqual([]);
});
