import { type FileLayout, indentation, type JsonLayout } from "../../core/json/layout.ts";
import { isSpelled } from "../../core/json/spelling.ts";
import { escapeAscii, stringifyJson } from "../../core/json/stringify.ts";
import type { JsonValue } from "../../core/json/value.ts";
import type { Turn } from "../alpha-umi/stage-2.ts";
import type { GrowingBytes } from "./growing-bytes.ts";
import { toolListJson } from "./tool-json.ts";

/** The inside of a JSON string: escaped text without its quotes. Pieces join to the escaped text of the whole. */
export function escapedText(text: string, layout: JsonLayout): string {
  const quoted = JSON.stringify(text);
  return (layout.ascii ? escapeAscii(quoted) : quoted).slice(1, -1);
}

/** The gaps of a layout at one depth: before the first member, between members, after the last. */
interface Gaps {
  readonly open: string;
  readonly next: string;
  readonly close: string;
}

function gapsAt(layout: JsonLayout, depth: number): Gaps {
  if (layout.style === "indent") {
    const line = `\n${indentation(layout, depth + 1)}`;
    return { open: line, next: `,${line}`, close: `\n${indentation(layout, depth)}` };
  }
  return { open: "", next: layout.style === "python" ? ", " : ",", close: "" };
}

/** A role row in pieces that are JSON bytes already; texts are the insides of JSON strings. */
export interface RowPieces {
  /** What {@link RowEncoder.head} makes of the tools. */
  readonly head: Uint8Array;
  /** The first turns of a list that {@link RowEncoder.addTurn} made. */
  readonly history: Uint8Array;
  readonly input: readonly Uint8Array[];
  readonly target: Uint8Array;
}

/** How role rows of one layout are put together. */
export interface RowEncoder {
  /** How every row of these tools begins. */
  head(tools: JsonValue): string;
  /** Adds a turn to a list without its brackets; `value` is the escaped text of the turn's value, where that is a text. */
  addTurn(list: GrowingBytes, turn: Turn, value: Uint8Array | undefined): void;
  row(pieces: RowPieces): Uint8Array[];
}

/** Foreign turns may come from anyone: so many speakers are remembered. */
const MOST_SPEAKERS = 64;

/** Makes the encoder of a layout: rows of an array stand one level deep. */
export function rowEncoder(layout: FileLayout): RowEncoder {
  const depth = layout.container === "array" ? 1 : 0;
  const [row, list, item] = [gapsAt(layout, depth), gapsAt(layout, depth + 1), gapsAt(layout, depth + 2)];
  const colon = layout.style === "compact" ? ":" : ": ";
  const input = `]${row.next}"input"${colon}"`;
  const [afterNone, afterTurns] = [Buffer.from(input), Buffer.from(list.close + input)];
  const target = Buffer.from(`"${row.next}"target"${colon}"`);
  const end = Buffer.from(`"${row.close}}`);
  const turnStart = `{${item.open}"from"${colon}"`;
  const turnValue = `"${item.next}"value"${colon}"`;
  const turnEnd = Buffer.from(`"${item.close}}`);
  const [firstGap, nextGap] = [Buffer.from(list.open), Buffer.from(list.next)];
  const starts = new Map<string, Uint8Array>();
  /** How a turn of this speaker begins: of few speakers there are many turns. */
  const startOf = (from: string): Uint8Array => {
    const known = starts.get(from);
    if (known !== undefined) return known;
    const start = Buffer.from(turnStart + escapedText(from, layout) + turnValue);
    if (starts.size < MOST_SPEAKERS) starts.set(from, start);
    return start;
  };
  return {
    head: (tools) => {
      return `{${row.open}"tools"${colon}${toolListJson(tools, layout, depth + 1)}${row.next}"history"${colon}[`;
    },
    addTurn: (turns, turn, value) => {
      turns.bytes(turns.length > 0 ? nextGap : firstGap);
      // Turns of our own making are {from, value}: their values have been escaped already, for the prompts.
      if (value === undefined || !isOrdinary(turn)) return void turns.text(stringifyJson(turn, layout, depth + 2));
      turns.bytes(startOf(turn.from as string));
      turns.bytes(value);
      turns.bytes(turnEnd);
    },
    row: (pieces) => {
      const between = pieces.history.length === 0 ? afterNone : afterTurns;
      return [pieces.head, pieces.history, between, ...pieces.input, target, pieces.target, end];
    },
  };
}

function isOrdinary(turn: Turn): boolean {
  const keys = Object.keys(turn);
  const plain = keys.length === 2 && keys[0] === "from" && keys[1] === "value";
  return plain && typeof turn.from === "string" && !isSpelled(turn);
}
