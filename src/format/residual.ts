import { canonicalJson, shortHash } from "../core/hash.ts";
import { applyPatch, diffJson, PatchMismatch } from "../core/json/patch.ts";
import type { JsonValue } from "../core/json/value.ts";
import type { Residual, Step, Trajectory } from "../core/trajectory.ts";

/** A restored part: the source's own text where the residual still fits, else the canonical text. */
export interface Restored<T extends JsonValue = JsonValue> {
  readonly value: T;
  /** A residual was there and no longer fits: it has been discarded and is to be counted. */
  readonly stale: boolean;
}

/**
 * The step with a residual for `format`, when `source` (what the format said of this step) is not the text of `canonical`
 * (what our writer makes of the step). The residual holds the difference and a hash of the step and of `canonical`.
 */
export function keepStepResidual(format: string, step: Step, canonical: JsonValue, source: JsonValue): Step {
  const patch = diffJson(canonical, source);
  if (patch === undefined) return step;
  const mat = step.extra?.mat;
  const raw = [...(mat?.raw ?? []), { format, of: stepHash(step, canonical), patch }];
  return { ...step, extra: { ...step.extra, mat: { ...mat, raw } } };
}

/** What `format` said of this step: `canonical` with the step's residual for that format, if it still fits. */
export function restoreStep<T extends JsonValue>(format: string, step: Step, canonical: T): Restored<T> {
  return restore(step.extra?.mat?.raw, format, canonical, () => stepHash(step, canonical));
}

/** The same as {@link keepStepResidual} for what belongs to no step: its hash is of the whole trajectory. */
export function keepRowResidual(
  format: string,
  trajectory: Trajectory,
  canonical: JsonValue,
  source: JsonValue,
): Trajectory {
  const patch = diffJson(canonical, source);
  if (patch === undefined) return trajectory;
  const mat = trajectory.extra?.mat;
  const raw = [...(mat?.raw ?? []), { format, of: trajectoryHash(trajectory, canonical), patch }];
  return { ...trajectory, extra: { ...trajectory.extra, mat: { ...mat, raw } } };
}

/** The same as {@link restoreStep} for what belongs to no step. */
export function restoreRow<T extends JsonValue>(format: string, trajectory: Trajectory, canonical: T): Restored<T> {
  return restore(trajectory.extra?.mat?.raw, format, canonical, () => trajectoryHash(trajectory, canonical));
}

/** Is there a residual of this format? Without one there is no need to make what it would be compared with. */
export function hasResidual(format: string, { extra }: Step | Trajectory): boolean {
  return extra?.mat?.raw?.some((residual) => residual.format === format) === true;
}

function restore<T extends JsonValue>(
  raw: readonly Residual[] | undefined,
  format: string,
  canonical: T,
  hash: () => string,
): Restored<T> {
  const residual = raw?.find((item) => item.format === format);
  if (residual === undefined) return { value: canonical, stale: false };
  if (residual.of !== hash()) return { value: canonical, stale: true };
  try {
    // The hash fits, so the patch was made for this very value and gives a value of the same kind.
    return { value: applyPatch(canonical, residual.patch as JsonValue) as T, stale: false };
  } catch (error) {
    if (error instanceof PatchMismatch) return { value: canonical, stale: true };
    throw error;
  }
}

function stepHash(step: Step, canonical: JsonValue): string {
  return shortHash(canonicalJson([contentOf(step), canonical]));
}

function trajectoryHash(trajectory: Trajectory, canonical: JsonValue): string {
  const { schema_version: _, extra: __, steps, ...rest } = trajectory;
  return shortHash(canonicalJson([rest as unknown as JsonValue, steps.map(contentOf), canonical]));
}

/** What a step says: everything but its number, its loss mask, the verdicts on it and its residuals. */
function contentOf(step: Step): JsonValue {
  const { step_id: _, extra, ...rest } = step;
  const { finish, thought, fields } = extra?.mat ?? {};
  // Hashes of steps without fields are as they were before there were any.
  return [rest, finish ?? null, thought ?? null, ...(fields === undefined ? [] : [fields])] as unknown as JsonValue;
}
