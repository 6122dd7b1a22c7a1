import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { isTrained, type Trajectory } from "../../core/trajectory.ts";
import { hasResidual, restoreRow, restoreStep } from "../residual.ts";
import { contextsOf } from "./contexts.ts";
import { canonicalRow, withItems } from "./row.ts";
import { NAME } from "./schema.ts";

/** A row that was read in this format, as it is written again. */
export interface OwnRow {
  /** Absent where a step or what came before it has changed, so that its prompt is no longer known. */
  readonly value?: JsonObject;
  /** The part of the row that belongs to no item is the source's, residual and all. */
  readonly asSource: boolean;
  readonly stale: number;
}

/** The row of a trajectory that was read in this format: the items of the steps that train, each as it was. */
export function ownRow(trajectory: Trajectory, id: string): OwnRow {
  const contexts = contextsOf(trajectory);
  const trained = trajectory.steps.flatMap((step, at) => (step.source === "agent" && isTrained(step) ? [at] : []));
  const restored = trained.map((at) => restoreStep<JsonValue>(NAME, trajectory.steps[at]!, contexts[at]!));
  const items = restored.flatMap(({ value, stale }) => (!stale && isObject(value) ? [value] : []));
  const head = headOf(trajectory, id);
  const stale = restored.filter((one) => one.stale).length + (head.stale ? 1 : 0);
  if (items.length < trained.length) return { asSource: false, stale };
  return { value: withItems(head.value, items), asSource: head.asSource, stale };
}

function headOf(trajectory: Trajectory, id: string): { value: JsonObject; asSource: boolean; stale: boolean } {
  const canonical = canonicalRow(trajectory, id);
  if (!hasResidual(NAME, trajectory)) return { value: canonical, asSource: false, stale: false };
  const { value, stale } = restoreRow<JsonValue>(NAME, trajectory, canonical);
  const isSound = !stale && isObject(value) && Object.hasOwn(value, "llm_prompt_response");
  return isSound ? { value, asSource: true, stale: false } : { value: canonical, asSource: false, stale: true };
}

/** Does a later prompt need the result of a call, which rows of this format do not have? */
export function lacksResults({ steps }: Trajectory): boolean {
  const last = steps.findLastIndex((step) => step.source === "agent");
  return steps.slice(0, Math.max(last, 0)).some((step) => {
    return (step.tool_calls?.length ?? 0) > (step.observation?.results.length ?? 0);
  });
}
