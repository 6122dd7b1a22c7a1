import type { WritingProgress } from "../templates/meta-agent/model/write-library.ts";
import type { CommandContext } from "./context.ts";

const LINE_MS = 1000;

/** How far a library is that a model writes: a line on a terminal; with `--json` a JSON line a second on standard error. */
export function showWritingProgress({ json, say, progress }: CommandContext): (now: WritingProgress) => void {
  if (!json) return (now) => progress.update(describe(now));
  let last = performance.now();
  return (now) => {
    if (performance.now() - last < LINE_MS) return;
    last = performance.now();
    say(JSON.stringify(now));
  };
}

function describe({ rows, wanted, dropped, in_flight, replies }: WritingProgress): string {
  return `${rows} of ${wanted} templates, ${dropped} dropped, ${in_flight} in flight, ${replies} replies`;
}
