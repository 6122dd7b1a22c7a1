import type { CheckedRunFile } from "./checked-run-file.ts";
import { decideStage, type StageDecision } from "./decide-stage.ts";
import { namedStage } from "./named-stage.ts";
import type { RunStagesOptions } from "./run-stages.ts";
import { stageRecords } from "./stage-record.ts";

/** What would become of a stage, and why. */
export interface ForeseenStage extends Pick<StageDecision, "action" | "because"> {
  readonly id: string;
  readonly do: string;
}

/** What `runStages` would do with each stage, as far as can be said before the stages before it are done. */
export async function foreseeStages(
  run: CheckedRunFile,
  { only, fresh = false }: Pick<RunStagesOptions, "only" | "fresh"> = {},
): Promise<readonly ForeseenStage[]> {
  const records = stageRecords(run.output);
  const again = new Set<string>();
  const foreseen: ForeseenStage[] = [];
  for (const stage of only === undefined ? run.stages : [namedStage(run, only)]) {
    const decision = await decideStage(run, stage, fresh ? undefined : records.read(stage.id));
    const before = stage.needs.find((id) => again.has(id));
    const reason = fresh ? "all is done again" : decision.because;
    const because = before === undefined ? reason : `${before} is done before, and may make something else`;
    const action = before === undefined || decision.action !== "keep" ? decision.action : "do";
    if (action !== "keep") again.add(stage.id);
    foreseen.push({ id: stage.id, do: stage.do, action, because });
  }
  return foreseen;
}
