import { UsageError } from "../../core/errors.ts";
import { nearestName } from "../../core/nearest-name.ts";
import type { CheckedRunFile, CheckedStage } from "./checked-run-file.ts";

/** The stage of this name. Throws UsageError, with the nearest name, where there is none. */
export function namedStage({ file, stages }: CheckedRunFile, id: string): CheckedStage {
  const found = stages.find((stage) => stage.id === id);
  if (found !== undefined) return found;
  const ids = stages.map((stage) => stage.id);
  const near = nearestName(id, ids);
  const hint = near === undefined ? "" : `; did you mean "${near}"?`;
  throw new UsageError(`there is no stage "${id}"${hint}`, `Stages: ${ids.join(", ")}.`, { file });
}
