import type { Random } from "../../../core/random.ts";
import type { Protocol } from "../../protocol/protocol.ts";
import type { PromptTemplate } from "../../template.ts";
import type { Cell } from "../grid.ts";
import type { Speaker } from "../phrases/phrase.ts";
import type { Phrasebook } from "../phrases/phrasebook.ts";
import type { Heading } from "./headings.ts";

/** What each part of a template is composed of. */
export interface Composer {
  readonly cell: Cell;
  readonly protocol: Protocol;
  readonly demands: PromptTemplate["demands"];
  /** Undefined where the parts of the prompt follow each other without headings. */
  readonly heading: Heading | undefined;
  readonly layout: PromptTemplate["layout"]["kind"];
  /** The slot that shows today's date. */
  readonly dateIn: "profile" | "instructions" | "goal";
  /** What users mostly ask about, where that is known. */
  readonly domain: string | undefined;
  readonly book: Phrasebook;
  readonly random: Random;
  readonly say: Speaker;
}
