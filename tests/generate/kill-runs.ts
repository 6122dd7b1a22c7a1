import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { collect } from "../cli/run-node.ts";

const SCRIPT = join(import.meta.dirname, "generate-process.ts");

/** Most of the time of so short a process is the loading of its code. */
const CACHED = { NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? join(tmpdir(), "mat-compile-cache") };

/** What {@link killRuns} saw. */
export interface Kills {
  readonly kills: number;
  /** The hash of the shards of a run that was never stopped. */
  readonly undisturbed: string;
  /** The hashes of the shards of those that were killed until they were whole. */
  readonly runs: readonly string[];
  /** Kills after which there were: a journal and no shard, some shards, all shards but no manifest. */
  readonly moments: Readonly<Record<"journal" | "shards" | "unsealed" | "nothing", number>>;
}

/** The hash of all shards of a run, in the order of their names. */
function shardsHash(run: string): string {
  const names = readdirSync(run).filter((name) => name.startsWith("part-"));
  const hash = createHash("sha256");
  for (const name of names.sort()) hash.update(name).update(readFileSync(join(run, name)));
  return hash.digest("hex");
}

/**
 * Plays run after run, each killed at random moments and taken up again until it is whole, up to so many kills. Tells after
 * each run whether it has the bytes of one that was never stopped.
 */
export async function killRuns(
  folder: string,
  kills: number,
  episodes = 40,
  tell: (killed: number, runs: number, same: boolean) => void = () => {},
): Promise<Kills> {
  const runs: string[] = [];
  const moments = { journal: 0, shards: 0, unsealed: 0, nothing: 0 };
  let killed = 0;
  // How long an undisturbed process takes from its beginning: kills are spread over so much.
  const undisturbed = join(folder, "undisturbed");
  const [milliseconds] = await playAndKill(undisturbed, episodes);
  while (killed < kills || runs.length === 0) {
    const run = join(folder, `killed-${runs.length}`);
    for (let whole = false; !whole; ) {
      const after = killed < kills ? Math.random() * milliseconds : undefined;
      const [, died] = await playAndKill(run, episodes, after);
      whole = !died;
      if (whole) continue;
      killed++;
      moments[momentOf(run, episodes)]++;
    }
    runs.push(shardsHash(run));
    tell(killed, runs.length, runs.at(-1) === shardsHash(undisturbed));
    if (runs.length > 1) rmSync(run, { recursive: true });
  }
  return { kills: killed, undisturbed: shardsHash(undisturbed), runs, moments };
}

/** Milliseconds from the beginning to the end, and was it killed? Throws where it ended in any other way. */
async function playAndKill(run: string, episodes: number, after?: number): Promise<[number, boolean]> {
  const child = spawn(process.execPath, [SCRIPT, run, String(episodes)], { env: { ...process.env, ...CACHED } });
  let begun = performance.now();
  child.stdout.once("data", () => {
    begun = performance.now();
    if (after !== undefined) setTimeout(() => child.kill("SIGKILL"), after);
  });
  const { code, stderr } = await collect(child);
  if (code !== 0 && code !== null) throw new Error(stderr);
  return [performance.now() - begun, code === null];
}

function momentOf(run: string, episodes: number): keyof Kills["moments"] {
  if (!existsSync(join(run, "plan.json"))) return "nothing";
  const parts = readdirSync(run).filter((name) => name.startsWith("part-")).length;
  if (parts === 0) return "journal";
  return parts * 10 < episodes ? "shards" : "unsealed";
}
