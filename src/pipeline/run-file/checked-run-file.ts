import type { JsonObject } from "../../core/json/value.ts";
import type { ResolvedSettings } from "../settings/resolve-settings.ts";
import type { StageKindName } from "./registry.ts";
import type { StageKind } from "./stage-kind.ts";

/** One stage, in which nothing was found wrong. */
export interface CheckedStage {
  readonly id: string;
  readonly do: StageKindName;
  readonly kind: StageKind;
  /** Its options as they are written, with flags and variables in: references are still references. */
  readonly given: JsonObject;
  /** Earlier stages that it refers to. */
  readonly needs: readonly string[];
}

/** A run file, in which nothing was found wrong. */
export interface CheckedRunFile {
  readonly file: string;
  readonly name: string;
  /** The folder that it writes to. */
  readonly output: string;
  readonly concurrency: number;
  readonly settings: ResolvedSettings;
  readonly stages: readonly CheckedStage[];
}
