import { greedyPolicy, noToolPolicy, randomPolicy } from "../agent/teachers/blind-policies.ts";
import { createOracle } from "../agent/teachers/oracle.ts";
import { lookUp } from "../core/registry.ts";
import type { Seat } from "../generate/play-episode.ts";
import type { ChatClient } from "../llm/chat-client.ts";
import type { World } from "../tasks/environment.ts";

type Seating = (world: World) => Seat;

/** What can act, by the name that `--model` gives it, for a run's seed. */
const MODELS: Readonly<Record<string, (seed: number) => Seating>> = {
  oracle: () => createOracle,
  random: (seed) => seated(randomPolicy(seed)),
  greedy: (seed) => seated(greedyPolicy(seed)),
  "no-tool": () => seated(noToolPolicy()),
};

/** Puts the model of this name at worlds. Throws UsageError with the nearest name. */
export function seatModel(name: string, seed: number): Seating {
  return lookUp("model", MODELS, name)(seed);
}

function seated(client: ChatClient): Seating {
  return (world) => ({ client, world });
}
