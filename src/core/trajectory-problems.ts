import type { JsonValue } from "./json/value.ts";
import { type SchemaProblem, schemaProblems } from "./schema-problems.ts";
import type { Trajectory } from "./trajectory.ts";
import { trajectorySchema } from "./trajectory-schema.ts";

/** One way in which a value is not what ATIF asks for; ATIF's validators refuse an unknown key, a reader may go on. */
export type TrajectoryProblem = SchemaProblem;

/** All that the ATIF schema finds wrong with a value, in the order of the schema; empty for a valid trajectory. */
export function trajectoryProblems(value: JsonValue): TrajectoryProblem[] {
  return schemaProblems(trajectorySchema, value, "is not an ATIF key");
}

/** May this value be worked with as a trajectory? Unknown keys are tolerated, anything else that is wrong is not. */
export function isTrajectory(value: unknown): value is Trajectory {
  return trajectoryProblems(value as JsonValue).every((problem) => problem.unknownKey);
}
