/**
 * Mutates good files of every format and checks that each mutant ends in a right result or a named error.
 *
 * node scripts/fuzz.ts [RUNS [SEED]]     100,000 runs unless given
 */
import { tryMutants } from "../tests/fuzz/try-mutants.ts";

const [runs, seed] = process.argv.slice(2).map(Number);
const { rows, errors } = await tryMutants(runs ?? 100_000, seed);
const counted = [...errors].map(([name, count]) => `${name} ${count}`).join(", ");
process.stdout.write(`${runs ?? 100_000} mutants: ${rows} rows read and written again; errors: ${counted}\n`);
