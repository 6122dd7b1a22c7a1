/**
 * Kills runs with SIGKILL at random moments and takes them up again until they are whole, and checks that the shards of every
 * one have the bytes of a run that was never stopped.
 *
 * node scripts/kill-generate.ts [KILLS [EPISODES]]     1,000 kills of runs of 40 episodes unless given
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { killRuns } from "../tests/generate/kill-runs.ts";

const [kills = 1000, episodes = 40] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), "mat-kill-"));
try {
  const seen = await killRuns(folder, kills, episodes, (killed, runs, same) => {
    if (!same || runs % 10 === 0)
      process.stderr.write(`${killed} kills, ${runs} runs${same ? "" : ": other bytes!"}\n`);
  });
  const moments = Object.entries(seen.moments).map(([name, count]) => `${name} ${count}`);
  process.stdout.write(
    `${seen.kills} kills of ${seen.runs.length} runs; what stood in the folder then: ${moments.join(", ")}\n`,
  );
  const other = seen.runs.filter((hash) => hash !== seen.undisturbed).length;
  process.stdout.write(
    other === 0 ? "All have the bytes of a run that was never stopped.\n" : `${other} runs differ!\n`,
  );
  if (other > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
