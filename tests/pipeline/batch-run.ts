import type { GenerateOptions } from "../../src/generate/generate.ts";
import type { Connection } from "../../src/pipeline/connection/connection.ts";
import { generateRun } from "../../src/pipeline/generate-run.ts";

export const EPISODES = 10;
const PACE = { quiet: 15, firstLook: 5, longestLook: 10, noRoom: 5, firstWait: 1, longestWait: 5 };

/** Plays a small run of the reader behind a server, in batches unless the connection says otherwise. */
export function batchRun(
  url: string,
  output: string,
  { concurrency = 10, signal }: Partial<GenerateOptions> = {},
  connection: Connection = { batch: { pace: PACE } },
) {
  const { batch } = connection;
  return generateRun(
    {
      tasks: ["builtin:search"],
      templates: ["react"],
      model: "reader",
      episodes: EPISODES,
      shardSize: 4,
      maxSteps: 6,
      seed: 3,
      output,
      connection: {
        baseUrls: [url],
        ...connection,
        ...(batch === undefined ? {} : { batch: { pace: PACE, ...batch } }),
      },
      sampling: { slots: true },
    },
    { concurrency, signal },
  );
}
