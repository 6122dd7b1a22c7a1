import type { Protocol } from "./protocol.ts";

/** Where a server is to stop: at the observation, which is the environment's to write. JSON and native steps end by themselves. */
export function stopSequencesOf(protocol: Protocol): string[] {
  if (protocol.kind === "labelled") return [`\n${protocol.observation}`];
  if (protocol.kind === "tagged") return [protocol.observation.open];
  return [];
}
