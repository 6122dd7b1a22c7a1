import type { Trajectory } from "../../core/trajectory.ts";
import { spokenStep } from "../../templates/prompt/state-at.ts";

/** The paths of our marks on the steps at these indices that no protocol says: an ending, or a thought beside one, where there is none. */
export function lostMarks(trajectory: Trajectory, indices: readonly number[]): string[] {
  const lost = new Set<string>();
  for (const index of indices) {
    const { finish, thought = "", fields } = trajectory.steps[index]!.extra?.mat ?? {};
    if (finish === undefined && thought === "" && fields === undefined) continue;
    const said = spokenStep(trajectory, index);
    if (said === undefined && fields !== undefined) lost.add("steps[].extra.mat.fields");
    const ending = said?.answer !== undefined ? "answer" : said?.give_up !== undefined ? "give_up" : undefined;
    if (finish !== undefined && finish !== ending) lost.add("steps[].extra.mat.finish");
    if (thought !== "" && (ending === undefined || said?.thought !== thought)) lost.add("steps[].extra.mat.thought");
  }
  return [...lost];
}
