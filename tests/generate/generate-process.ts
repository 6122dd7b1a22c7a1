// Run as a process of its own and killed at any moment: plays the small run in the folder that it is given, with slow replies.
import { generate } from "../../src/generate/generate.ts";
import { samplePlan, sampleWorkplace } from "./sample-workplace.ts";

const [, , output = "", episodes = "40", delay = "4"] = process.argv;
const plan = samplePlan({ episodes: Number(episodes) });
process.stdout.write("begun\n");
await generate(sampleWorkplace(plan, { delay: Number(delay) }), { output, concurrency: 4 });
process.stdout.write("whole\n");
