import { createRandom } from "../../core/random.ts";
import type { TaskOptions } from "../environment.ts";

/**
 * The split that a made-up name belongs to: it is read off the name itself, so that train and test share none, whatever
 * environment, seed or task made it. Case, spaces and the marks between words do not count.
 */
export function splitOf(name: string): TaskOptions["split"] {
  const bare = name.toLowerCase().replace(/[\s_-]+/g, "");
  return createRandom(0, `split/${bare}`).below(2) === 0 ? "train" : "test";
}
