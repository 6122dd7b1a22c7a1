import type { Accept, Accepted } from "./accept.ts";
import type { ShardLog } from "./shard-log.ts";

/** How far a run that keeps only the first so many has been judged: up to the first episode that is not done. */
export interface Frontier {
  /** Episodes judged, all from the first on. */
  readonly judged: number;
  readonly accepted: number;
  /** Enough are accepted. */
  readonly full: boolean;
  /** Judges on as far as episodes are done. */
  advance(): void;
}

/** A frontier at the first episode. `logOf` gives the journal that an episode is in, where it has been opened. */
export function createFrontier(
  accept: Accept,
  wanted: number,
  episodes: number,
  logOf: (episode: number) => ShardLog | undefined,
): Frontier {
  let judged = 0;
  let accepted = 0;
  return {
    get judged() {
      return judged;
    },
    get accepted() {
      return accepted;
    },
    get full() {
      return accepted >= wanted;
    },
    advance() {
      while (accepted < wanted && judged < episodes) {
        const log = logOf(judged);
        const end = log?.endOf(judged);
        if (log === undefined || end === undefined) return;
        if (judge(accept, log, judged, end.summary.id).kind === "kept") accepted++;
        judged++;
      }
    },
  };
}

function judge(accept: Accept, log: ShardLog, episode: number, id: string): Accepted {
  return accept(log.textOf(episode), { id, row: episode + 1 });
}
