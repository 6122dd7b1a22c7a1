import type { Connection } from "../pipeline/connection/connection.ts";

/** Episodes that are played at once, unless the user says it: where each waits for a batch, a step of all of them is one batch. */
export function defaultConcurrency(connection: Connection | undefined): number {
  return connection?.batch === undefined ? 32 : 2000;
}
