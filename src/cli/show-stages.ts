import type { RunStagesOptions } from "../pipeline/run-file/run-stages.ts";
import type { CommandContext } from "./context.ts";
import { describeProgress } from "./describe/describe-generate.ts";
import { describeOutcome } from "./describe/describe-run-file.ts";

/** Tells people (and the log) how a run file goes; with `--json` nothing but its end is said. */
export function showStages({
  json,
  log,
  progress,
  say,
}: Pick<CommandContext, "json" | "log" | "progress" | "say">): Pick<
  RunStagesOptions,
  "onBegin" | "onProgress" | "onEnd" | "onFail"
> {
  let at = "";
  return {
    onBegin({ id, number, of }) {
      at = `${number} of ${of}, ${id}: `;
      progress.update(at);
      log.info(`stage ${id} begins`, { number, of });
    },
    onProgress(now) {
      const text = "rows" in now ? `${now.rows.toLocaleString("en-US")} rows` : describeProgress(now);
      progress.update(at + text);
    },
    onEnd(outcome) {
      if (!json) say(describeOutcome(outcome));
      log.info(`stage ${outcome.id} ends`, { kept: outcome.kept, because: outcome.because });
    },
    onFail({ id, done, of }) {
      if (!json) say(`The stage "${id}" failed; ${done} of ${of} are done, and the same command goes on from there.`);
      log.error(`stage ${id} fails`);
    },
  };
}
