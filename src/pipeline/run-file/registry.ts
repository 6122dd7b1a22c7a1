import { lookUp } from "../../core/registry.ts";
import type { StageKind } from "./stage-kind.ts";
import { convertStage } from "./stages/convert.ts";
import { exportStage } from "./stages/export.ts";
import { filterStage } from "./stages/filter.ts";
import { generateStage } from "./stages/generate.ts";
import { importStage } from "./stages/import.ts";
import { tasksStage } from "./stages/tasks.ts";
import { templatesStage } from "./stages/templates.ts";

const kinds = {
  import: importStage,
  filter: filterStage,
  templates: templatesStage,
  tasks: tasksStage,
  generate: generateStage,
  export: exportStage,
  convert: convertStage,
};

/** What a stage can do, by the word that `do` has for it. */
export type StageKindName = keyof typeof kinds;

/** The report of a stage, by what it does. */
export type StageReports = { readonly [Name in StageKindName]: Awaited<ReturnType<(typeof kinds)[Name]["run"]>> };

/** All that stages can do, in the order of the reference. Each one's own schema checks its options before it gets them. */
export const STAGE_KINDS = kinds as unknown as Readonly<Record<StageKindName, StageKind>>;

/** What this word has a stage do. Throws UsageError, with the nearest name, where there is none. */
export function namedStageKind(name: string): StageKind {
  return lookUp("kind of stage", STAGE_KINDS, name);
}
