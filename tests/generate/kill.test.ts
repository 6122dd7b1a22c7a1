import { join } from "node:path";
import { expect, test } from "vitest";
import { verifyDataset } from "../../src/store/verify/verify.ts";
import { temporaryFolder } from "../store/temporary-folder.ts";
import { killRuns } from "./kill-runs.ts";

const folder = temporaryFolder();
const KILLS = Number(process.env["MAT_KILLS"] ?? 50);

test("a run killed at any moments ends with the bytes of one that was never stopped", {
  timeout: 300_000,
}, async () => {
  const { kills, undisturbed, runs, moments } = await killRuns(folder, KILLS);
  expect(kills).toBeGreaterThanOrEqual(KILLS);
  expect(new Set(runs)).toEqual(new Set([undisturbed]));
  // The kills hit runs at different stages, or they prove little.
  expect(moments.journal).toBeGreaterThan(0);
  expect(moments.shards).toBeGreaterThan(0);
  expect(await verifyDataset(join(folder, "killed-0"))).toMatchObject({ ok: true, rows: 40, notes: [] });
});
