import type { Random } from "../../../core/random.ts";
import type { Protocol } from "../../protocol/protocol.ts";
import { type Cell, callsTools } from "../grid.ts";
import { inventForCell } from "./invent-for-cell.ts";

/** How many templates share a protocol in a large library. */
const TEMPLATES_PER_PROTOCOL = 7;
/** A small library has a protocol for each template. */
const FEWEST = 40;

interface Group {
  /** How many protocols it is to have. */
  size: number;
  readonly made: Protocol[];
  used: number;
  /** There are no words left for another one. */
  isFull: boolean;
}

/** Gives each template a protocol: a new one at first, later those that a group of cells has, in turn. */
export function createProtocolPool(cells: readonly Cell[], count: number, random: Random): (cell: Cell) => Protocol {
  const known = new Set<string>();
  const groups = new Map<string, Group>();
  for (const cell of cells) {
    const name = groupOf(cell);
    const group = groups.get(name) ?? { size: 0, made: [], used: 0, isFull: false };
    groups.set(name, group);
    group.size += count / cells.length / TEMPLATES_PER_PROTOCOL;
  }
  return (cell) => {
    const group = groups.get(groupOf(cell))!;
    if (!group.isFull && group.made.length < Math.max(group.size, FEWEST)) {
      const fresh = inventForCell(cell, random, known);
      if (fresh !== undefined) group.made.push(fresh);
      if (fresh !== undefined) return fresh;
      group.isFull = true;
    }
    return group.made[group.used++ % group.made.length]!;
  };
}

/** Protocols are shared within a language, a kind, and what they are for. */
function groupOf({ language, kind, ability }: Cell): string {
  return `${language} ${kind} ${callsTools(ability)}`;
}
