import type { Random } from "../../core/random.ts";
import type { TaskOptions } from "../environment.ts";
import { splitOf } from "../names/split-of.ts";

/** The words that a tool's name may be made of. */
export interface NameWords {
  readonly verbs: readonly string[];
  readonly nouns: readonly string[];
}

/** Names of tools for one task: each given once, none of the other split. */
export interface ToolNames {
  /** A name of one of the verbs and one of the nouns, in the task's own style. */
  name(words: NameWords): string;
  /** A parameter's name out of these, in the task's own style. */
  parameter(names: readonly string[]): string;
}

const STYLES = ["snake", "snake", "camel", "noun-first"] as const;
const VERSIONS = ["", "", "", "v2", "api", "tool", "service", "by_text", "plus"];

/** Draws the style that a task's tools are named in, and names in it. */
export function createToolNames(random: Random, split: TaskOptions["split"]): ToolNames {
  const style = random.pick(STYLES);
  const taken = new Set<string>();
  const written = (words: readonly string[]) => (style === "camel" ? camel(words) : words.join("_"));
  return {
    name({ verbs, nouns }) {
      for (;;) {
        const [verb, noun] = [random.pick(verbs), random.pick(nouns)];
        const words = style === "noun-first" ? [noun, verb] : [verb, noun];
        const name = written([...words, random.pick(VERSIONS)].filter(Boolean).flatMap((word) => word.split("_")));
        if (taken.has(name.toLowerCase()) || splitOf(name) !== split) continue;
        taken.add(name.toLowerCase());
        return name;
      }
    },
    parameter: (names) => written(random.pick(names).split("_")),
  };
}

function camel([first = "", ...rest]: readonly string[]): string {
  return first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
