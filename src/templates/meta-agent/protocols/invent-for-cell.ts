import type { Random } from "../../../core/random.ts";
import type { Protocol } from "../../protocol/protocol.ts";
import { type Cell, callsTools } from "../grid.ts";
import { PHRASEBOOKS } from "../phrases/phrasebooks.ts";
import { inOneScript } from "./in-one-script.ts";
import { inventProtocol } from "./invent-protocol.ts";

/** A lawful protocol for a cell that is not in `known`, where its key is put; undefined when words are wanting. */
export function inventForCell(
  { language, kind, ability }: Pick<Cell, "language" | "kind" | "ability">,
  random: Random,
  known: Set<string>,
): Protocol | undefined {
  const words = inOneScript(PHRASEBOOKS[language].protocol, random);
  const draft = { random, words, language, acts: callsTools(ability) };
  return inventProtocol(kind, draft, known);
}
