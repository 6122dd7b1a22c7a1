import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import type { Trajectory } from "../../core/trajectory.ts";
import { hasResidual, restoreRow } from "../residual.ts";

/** What of a row belongs to no step. */
export interface RestoredRow {
  readonly head: JsonObject;
  /** It is that of the source, residual and all. */
  readonly asSource: boolean;
  readonly stale: boolean;
}

/** The row of a trajectory, without its turns, as its source had it where that still fits. */
export function restoredRow(format: string, trajectory: Trajectory, canonical: JsonObject): RestoredRow {
  if (!hasResidual(format, trajectory)) return { head: canonical, asSource: false, stale: false };
  const { value, stale } = restoreRow<JsonValue>(format, trajectory, canonical);
  const sound = !stale && isObject(value) && Object.hasOwn(value, "conversations");
  return sound ? { head: value, asSource: true, stale: false } : { head: canonical, asSource: false, stale: true };
}
