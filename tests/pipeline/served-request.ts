import type { Connection } from "../../src/pipeline/connection/connection.ts";
import type { RunRequest } from "../../src/pipeline/run-request.ts";

/** Episodes of {@link servedRequest}. */
export const EPISODES = 30;

/** A small run of a model on a server: one call an episode, where the reply is an answer. */
export function servedRequest(output: string, connection: Connection, shardSize?: number): RunRequest {
  return {
    tasks: ["builtin:search"],
    templates: ["react"],
    model: "m",
    episodes: EPISODES,
    seed: 3,
    output,
    connection,
    shardSize,
    sampling: { temperature: 0.5 },
  };
}
