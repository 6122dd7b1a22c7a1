import type { GenerateProgress } from "../generate/progress-count.ts";
import type { CommandContext } from "./context.ts";
import { describeProgress } from "./describe/describe-generate.ts";

const LINE_MS = 1000;

/** How far a run is: one line on a terminal that changes; with `--json` a JSON line a second on standard error. */
export function showGenerateProgress({ json, say, progress }: CommandContext): (now: GenerateProgress) => void {
  if (!json) return (now) => progress.update(describeProgress(now));
  let last = performance.now();
  return (now) => {
    if (performance.now() - last < LINE_MS) return;
    last = performance.now();
    say(JSON.stringify(now));
  };
}
