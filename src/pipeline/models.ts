import { createTeacher, errorRatesFor, TEACHERS } from "../agent/teachers/create-teacher.ts";
import { createOracle } from "../agent/teachers/oracle.ts";
import { lookUp } from "../core/registry.ts";
import type { Plan } from "../generate/plan.ts";
import type { Seat } from "../generate/play-episode.ts";
import type { World } from "../tasks/environment.ts";

type Seating = (world: World) => Seat;

/** Puts the model of a plan at worlds. Throws UsageError with the nearest name where there is none of this name. */
export function seatModel({ model, seed, errors }: Pick<Plan, "model" | "seed" | "errors">): Seating {
  lookUp("model", { ...TEACHERS, oracle: createOracle }, model);
  if (model === "oracle") {
    errorRatesFor(model, errors);
    return createOracle;
  }
  const client = createTeacher(model, seed, errors);
  return (world) => ({ client, world });
}
