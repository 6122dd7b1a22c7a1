import { greedyPolicy, noToolPolicy, randomPolicy } from "../agent/teachers/blind-policies.ts";
import { createOracle } from "../agent/teachers/oracle.ts";
import { type ErrorRates, errorRatesSchema } from "../agent/teachers/reader/errors/planted-error.ts";
import { createReader } from "../agent/teachers/reader/reader.ts";
import { UsageError } from "../core/errors.ts";
import { nearestName } from "../core/nearest-name.ts";
import type { Plan } from "../generate/plan.ts";
import type { Seat } from "../generate/play-episode.ts";
import type { ChatClient } from "../llm/chat-client.ts";
import type { World } from "../tasks/environment.ts";

type Seating = (world: World) => Seat;

/** What can act, by the name that `--model` gives it. */
const MODELS: Readonly<Record<string, (seed: number, rates: ErrorRates) => Seating>> = {
  reader: (seed, rates) => seated(createReader({ seed, rates })),
  oracle: () => createOracle,
  random: (seed) => seated(randomPolicy(seed)),
  greedy: (seed) => seated(greedyPolicy(seed)),
  "no-tool": () => seated(noToolPolicy()),
};

/** Puts a model at worlds that answers on a server. */
export function seatServed(client: ChatClient, { model, errors }: Pick<Plan, "model" | "errors">): Seating {
  if (Object.keys(errors).length > 0)
    throw new UsageError(`the model ${model} makes no errors on request`, "Leave --errors out, or take the reader.");
  return seated(client);
}

/** Puts a model that comes with mat at worlds. Throws UsageError with the nearest name where there is none of this name. */
export function seatModel({ model, seed, errors }: Pick<Plan, "model" | "seed" | "errors">): Seating {
  if (!Object.hasOwn(MODELS, model)) throw unknownModel(model);
  const create = MODELS[model]!;
  if (Object.keys(errors).length > 0 && model !== "reader")
    throw new UsageError(`the model ${model} makes no errors on request`, "Leave --errors out, or take the reader.");
  const rates = errorRatesSchema.safeParse(errors);
  if (rates.success) return create(seed, rates.data);
  const problems = rates.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new UsageError(`--errors: ${problems.join("; ")}`, "Write for example --errors wrong_tool=0.1,loop=0.05.");
}

function unknownModel(model: string): UsageError {
  const near = nearestName(model, Object.keys(MODELS));
  return new UsageError(
    `mat comes with no model "${model}"`,
    `${near === undefined ? "" : `Did you mean ${near}? `}It has ${Object.keys(MODELS).join(", ")}; for a model on a server \
give --base-url or --preset.`,
  );
}

function seated(client: ChatClient): Seating {
  return (world) => ({ client, world });
}
