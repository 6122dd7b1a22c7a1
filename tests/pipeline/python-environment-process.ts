// Run as a process of its own: plays the run that it is given as JSON, and kills itself after so many episodes.
import { generateRun } from "../../src/pipeline/generate-run.ts";
import type { RunRequest } from "../../src/pipeline/run-request.ts";

const [, , text = "", killAt = "0"] = process.argv;
await generateRun(JSON.parse(text) as RunRequest, {
  concurrency: 3,
  onProgress: ({ episodes }) => {
    if (Number(killAt) > 0 && episodes >= Number(killAt)) process.kill(process.pid, "SIGKILL");
  },
});
