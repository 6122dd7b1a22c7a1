import type { Random } from "../../core/random.ts";
import type { Protocol } from "../protocol/protocol.ts";
import { TOOL_RENDERINGS, type ToolRenderingName } from "../protocol/tool-list/render-tools.ts";
import { ABILITIES, type Ability, type Language, type PromptTemplate } from "../template.ts";
import { TONES, type Tone } from "./tones.ts";

const KINDS = ["labelled", "json", "tagged", "native"] as const satisfies readonly Protocol["kind"][];
const EPISODES = ["transcript", "finished-tasks"] as const satisfies readonly PromptTemplate["episode"][];

/** A cell of the grid over which a generated library is spread: a kind of template. */
export interface Cell {
  readonly ability: Ability;
  readonly kind: Protocol["kind"];
  readonly rendering: ToolRenderingName;
  readonly episode: PromptTemplate["episode"];
  readonly tone: Tone;
  readonly language: Language;
}

/** All cells that a template can fill. */
export function possibleCells(languages: readonly Language[]): Cell[] {
  const renderings = Object.keys(TOOL_RENDERINGS) as ToolRenderingName[];
  return languages.flatMap((language) =>
    TONES.flatMap((tone) =>
      ABILITIES.flatMap((ability) =>
        KINDS.flatMap((kind) =>
          renderings.flatMap((rendering) =>
            EPISODES.map((episode) => ({ ability, kind, rendering, episode, tone, language })).filter(isPossible),
          ),
        ),
      ),
    ),
  );
}

/**
 * Prompts that show no list of tools have one rendering; the chat API keeps a native transcript itself; a chat in a role has
 * no tasks that are finished.
 */
function isPossible({ ability, kind, rendering, episode }: Cell): boolean {
  if ((kind === "native" || !callsTools(ability)) && rendering !== "json") return false;
  return episode === "transcript" || (kind !== "native" && ability !== "profile");
}

/** Do steps of this ability call tools? */
export function callsTools(ability: Ability): boolean {
  return ability !== "conclusion" && ability !== "profile";
}

/** The cells in the order in which to fill them, for ever: the emptiest first, those that are as empty in any order. */
export function* cellsInTurn(cells: readonly Cell[], random: Random): Generator<Cell, never> {
  for (;;) yield* random.shuffled(cells);
}
