import { createTeacher, errorRatesFor, TEACHERS } from "../agent/teachers/create-teacher.ts";
import { createOracle } from "../agent/teachers/oracle.ts";
import { UsageError } from "../core/errors.ts";
import { nearestName } from "../core/nearest-name.ts";
import type { Plan } from "../generate/plan.ts";
import type { Seat } from "../generate/play-episode.ts";
import type { ChatClient } from "../llm/chat-client.ts";
import type { World } from "../tasks/environment.ts";

type Seating = (world: World) => Seat;

/** Puts a model at worlds that answers on a server. Throws UsageError where it is asked to err. */
export function seatServed(client: ChatClient, { model, errors }: Pick<Plan, "model" | "errors">): Seating {
  // A served reader's own command line has them.
  if (Object.keys(errors).length > 0)
    throw new UsageError(`the model ${model} makes no errors on request`, "Leave --errors out, or take the reader.");
  return (world) => ({ client, world });
}

/** Puts a model that comes with mat at worlds. Throws UsageError with the nearest name where there is none of this name. */
export function seatModel({ model, seed, errors }: Pick<Plan, "model" | "seed" | "errors">): Seating {
  if (model === "oracle") {
    errorRatesFor(model, errors);
    return createOracle;
  }
  if (!Object.hasOwn(TEACHERS, model)) throw unknownModel(model);
  const client = createTeacher(model, seed, errors);
  return (world) => ({ client, world });
}

function unknownModel(model: string): UsageError {
  const names = [...Object.keys(TEACHERS), "oracle"];
  const near = nearestName(model, names);
  return new UsageError(
    `mat comes with no model "${model}"`,
    `${near === undefined ? "" : `Did you mean "${near}"? `}It has ${names.join(", ")}; say where a model is served \
with --base-url or --preset.`,
  );
}
