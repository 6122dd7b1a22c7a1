// Run as a process of its own and killed at any moment: plays a run in batches of the server that it is given.
import { batchRun } from "./batch-run.ts";

const [, , url = "", output = "", concurrency = "10"] = process.argv;
process.stdout.write("begun\n");
await batchRun(url, output, { concurrency: Number(concurrency) });
process.stdout.write("whole\n");
