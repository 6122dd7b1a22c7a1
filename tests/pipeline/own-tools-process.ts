// Run as a process of its own: plays the run that it is given as JSON, or a shard of one, with tools that may kill it.
import { generateRun, workOnRun } from "../../src/pipeline/generate-run.ts";
import type { RunRequest } from "../../src/pipeline/run-request.ts";

const [, , text = "", shard] = process.argv;
const request = JSON.parse(text) as RunRequest & { readonly concurrency: number };
const { concurrency, output, tools } = request;
if (shard === undefined) await generateRun(request, { concurrency });
else await workOnRun({ run: output, shard: Number(shard), concurrency, tools });
