import type { FileLayout, JsonLayout } from "../../core/json/layout.ts";
import { isSpelled } from "../../core/json/spelling.ts";
import { escapeAscii, stringifyJson } from "../../core/json/stringify.ts";
import type { JsonValue } from "../../core/json/value.ts";
import type { Turn } from "../alpha-umi/stage-2.ts";

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
    const line = `\n${" ".repeat(layout.indent * (depth + 1))}`;
    return { open: line, next: `,${line}`, close: `\n${" ".repeat(layout.indent * depth)}` };
  }
  return { open: "", next: layout.style === "python" ? ", " : ",", close: "" };
}

/** A list of JSON texts that grows by one at a time and can be closed after each: the histories of one conversation. */
export interface GrowingList {
  push(itemText: string): void;
  text(): string;
}

/** How role rows of one layout are put together from texts that are already JSON. */
export interface RowEncoder {
  tools(tools: JsonValue): string;
  /** A turn as JSON; `value` is the escaped text of a turn's value, where that is a text. */
  turn(turn: Turn, value: string | undefined): string;
  history(): GrowingList;
  /** `input` and `target` are the insides of JSON strings, escaped. */
  row(toolsText: string, historyText: string, input: string, target: string): string;
}

/** Makes the encoder of a layout: rows of an array stand one level deep. */
export function rowEncoder(layout: FileLayout): RowEncoder {
  const depth = layout.container === "array" ? 1 : 0;
  const row = gapsAt(layout, depth);
  const list = gapsAt(layout, depth + 1);
  const colon = layout.style === "compact" ? ":" : ": ";
  const item = gapsAt(layout, depth + 2);
  const turnStart = `{${item.open}"from"${colon}"`;
  const turnValue = `${item.next}"value"${colon}"`;
  const turnEnd = `${item.close}}`;
  const start = `{${row.open}"tools"${colon}`;
  const history = `${row.next}"history"${colon}`;
  const input = `${row.next}"input"${colon}"`;
  const target = `"${row.next}"target"${colon}"`;
  const end = `"${row.close}}`;
  return {
    tools: (tools) => stringifyJson(tools, layout, depth + 1),
    turn: (turn, value) => {
      // Turns of our own making are {from, value}: their values have been escaped already, for the prompts.
      if (value === undefined || !isOrdinary(turn)) return stringifyJson(turn, layout, depth + 2);
      return `${turnStart}${escapedText(turn.from as string, layout)}"${turnValue}${value}"${turnEnd}`;
    },
    history: () => growingList(list),
    row: (toolsText, historyText, inputText, targetText) =>
      start + toolsText + history + historyText + input + inputText + target + targetText + end,
  };
}

function isOrdinary(turn: Turn): boolean {
  const keys = Object.keys(turn);
  return (
    keys.length === 2 && keys[0] === "from" && keys[1] === "value" && typeof turn.from === "string" && !isSpelled(turn)
  );
}

function growingList(gaps: Gaps): GrowingList {
  let items = "";
  return {
    push: (text) => {
      items += (items === "" ? gaps.open : gaps.next) + text;
    },
    text: () => (items === "" ? "[]" : `[${items}${gaps.close}]`),
  };
}
