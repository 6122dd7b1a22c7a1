import { WrongFormatError } from "../../core/errors.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import type { Trajectory } from "../../core/trajectory.ts";
import { trajectoryProblems } from "../../core/trajectory-problems.ts";
import type { ReadContext, ReadTrajectory } from "../format.ts";
import { READ_VERSIONS } from "./schema.ts";

/** So many problems of a row are named in its error. */
const PROBLEMS_NAMED = 3;

/**
 * Reads a row of any ATIF 1.x. The trajectory is the row itself, so that its version, the keys that ATIF does not know,
 * and its spelling stay until it is edited.
 */
export function read(row: JsonValue, context: ReadContext): ReadTrajectory {
  if (!isObject(row)) throw wrong("the row is no object", context);
  const version = row["schema_version"];
  if (typeof version !== "string") throw wrong("the row has no schema_version", context);
  if (!READ_VERSIONS.test(version)) throw wrong(`schema_version is ${JSON.stringify(version)}`, context);
  const problems = trajectoryProblems(row).filter((problem) => !problem.unknownKey);
  if (problems.length > 0) {
    const named = problems.slice(0, PROBLEMS_NAMED).map(({ path, problem }) => `${path} ${problem}`);
    const more = problems.length > PROBLEMS_NAMED ? ` (and ${problems.length - PROBLEMS_NAMED} more)` : "";
    throw wrong(`${named.join("; ")}${more}`, context);
  }
  return { trajectory: row as unknown as Trajectory, id: idOf(row) ?? context.fallbackId };
}

function idOf(row: JsonObject): string | undefined {
  return [row["trajectory_id"], row["session_id"]].find((id): id is string => typeof id === "string" && id !== "");
}

function wrong(problem: string, { place }: ReadContext): WrongFormatError {
  const fix = "A row is one ATIF 1.x trajectory: {schema_version, agent, steps, ...}; see docs/formats/atif.md.";
  return new WrongFormatError("atif", problem, fix, place);
}

/** How surely a row is of this format. */
export function detect(row: JsonValue): number {
  if (!isObject(row)) return 0;
  const version = row["schema_version"];
  return typeof version === "string" && version.startsWith("ATIF-") && Array.isArray(row["steps"]) ? 1 : 0;
}
