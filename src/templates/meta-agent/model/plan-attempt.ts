import { createRandom, type Random } from "../../../core/random.ts";
import type { Protocol } from "../../protocol/protocol.ts";
import type { PromptTemplate } from "../../template.ts";
import { composeTemplate } from "../compose-template.ts";
import type { Cell } from "../grid.ts";
import { inventForCell } from "../protocols/invent-for-cell.ts";
import type { Occasion } from "./occasion.ts";

/** One template to be written: what for, and what the model is shown. The same seed and number give the same. */
export interface Attempt {
  /** From 1. */
  readonly number: number;
  readonly cell: Cell;
  /**
   * A template of the same cell from the grammar. The new one is built like it (layout, demands, how the protocol ends an
   * episode) in words of its own.
   */
  readonly example: Omit<PromptTemplate, "id" | "origin">;
  readonly queries: readonly string[];
  readonly tools: Occasion["tools"];
}

const QUERIES = 3;
const TOOLS = 5;
/** Past so many drafts there is a plain protocol in every cell. */
const DRAFTS = 500;

/** Draws all that an attempt is made of. */
export function planAttempt(seed: number, number: number, cell: Cell, occasions: readonly Occasion[]): Attempt {
  const random = createRandom(seed, `attempt ${number}`);
  const example = composeTemplate(cell, plainProtocol(cell, random), undefined, random);
  const own = occasions.filter(({ language }) => language === cell.language);
  const drawn = random.shuffled(own.length > 0 ? own : occasions).slice(0, QUERIES);
  const tools = new Map(drawn.flatMap((occasion) => occasion.tools).map((tool) => [tool.name, tool]));
  return {
    number,
    cell,
    example,
    queries: drawn.map(({ query }) => query),
    tools: random.shuffled([...tools.values()]).slice(0, TOOLS),
  };
}

/** A protocol of words alone: without values that always stand there, and without fields that no demand asks for. */
function plainProtocol(cell: Cell, random: Random): Protocol {
  for (let draft = 0; draft < DRAFTS; draft++) {
    const protocol = inventForCell(cell, random, new Set());
    if (protocol !== undefined && isPlain(protocol)) return protocol;
  }
  throw new Error(`no plain protocol is invented for ${JSON.stringify(cell)}`);
}

function isPlain(protocol: Protocol): boolean {
  const text = JSON.stringify(protocol);
  return !text.includes('"constants":') && !text.includes('"fields":');
}
