// Run as a process of its own and killed at any moment: lets a model on a server act, with a cache that others write to, too.
import { generateRun } from "../../src/pipeline/generate-run.ts";
import { servedRequest } from "./served-request.ts";

const [, , output = "", cache = "", url = ""] = process.argv;
await generateRun(servedRequest(output, { baseUrls: [url], cache }), { concurrency: 4 });
