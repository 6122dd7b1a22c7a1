/**
 * Mutates good files of every format and checks that each mutant ends in a right result or a named error.
 *
 * node scripts/fuzz.ts [RUNS [SEED]]     100,000 runs unless given; without SEED they are shared out among processes
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { tryMutants } from "../tests/fuzz/try-mutants.ts";

const [runs = 100_000, seed] = process.argv.slice(2).map(Number);
if (seed === undefined) await shareOut(Math.min(4, availableParallelism()));
else await fuzz();

async function fuzz(): Promise<void> {
  const { rows, errors } = await tryMutants(runs, seed);
  const counted = [...errors].map(([name, count]) => `${name} ${count}`).join(", ");
  process.stdout.write(`${runs} mutants, seed ${seed}: ${rows} rows read and written again; errors: ${counted}\n`);
}

/** Runs this script with a seed of its own for each process; the exit code is 1 when one of them fails. */
async function shareOut(processes: number): Promise<void> {
  const share = String(Math.ceil(runs / processes));
  const ends = Array.from({ length: processes }, () => {
    const words = [fileURLToPath(import.meta.url), share, String(Math.floor(Math.random() * 2 ** 31))];
    return once(spawn(process.execPath, words, { stdio: "inherit" }), "close");
  });
  const codes = (await Promise.all(ends)).map(([code]) => code as number | null);
  if (codes.some((code) => code !== 0)) process.exitCode = 1;
}
