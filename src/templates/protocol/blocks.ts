import { anyMark, escapeMarks, unescapeMarks } from "./escape.ts";
import type { Marks } from "./protocol.ts";
import { type Refusal, refuse } from "./refusal.ts";

/** A stretch of a text: between marks, or (`bare`) outside of all. */
export interface Block {
  readonly role: string;
  readonly text: string;
}

/** A text between its marks, each on a line of its own. */
export function writeBlock(marks: Marks, text: string): string {
  return `${marks.open}\n${text}\n${marks.close}`;
}

/** Free text in which no mark stands. */
export function freeText(text: string, marks: readonly string[]): string {
  return escapeMarks(text, marks);
}

/**
 * The blocks of a text. Bare text is what stands between marks less one line break towards each neighbour; the break
 * alone is none. Text comes back unescaped, except for roles in `raw`.
 */
export function readBlocks(
  text: string,
  roles: Readonly<Record<string, Marks>>,
  all: readonly string[],
  raw: readonly string[],
): Block[] | Refusal {
  const pattern = anyMark(all);
  pattern.lastIndex = 0;
  const blocks: Block[] = [];
  let at = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const role = Object.keys(roles).find((name) => roles[name]!.open === match![0]);
    if (role === undefined) return refuse("mark_out_of_place", `the mark ${match[0]} stands where none is open`);
    const close = pattern.exec(text);
    if (close?.[0] !== roles[role]!.close) return refuse("mark_not_closed", `the mark ${match[0]} is not closed`);
    const bare = text.slice(at, match.index);
    if (at === 0 ? bare !== "" : bare !== "\n" && bare !== "")
      blocks.push({ role: "bare", text: unescapeMarks(inner(bare, at > 0, true), all) });
    const content = inner(text.slice(match.index + match[0].length, close.index), true, true);
    blocks.push({ role, text: raw.includes(role) ? content : unescapeMarks(content, all) });
    at = close.index + close[0].length;
  }
  const rest = text.slice(at);
  if (at === 0 || rest !== "") blocks.push({ role: "bare", text: unescapeMarks(inner(rest, at > 0, false), all) });
  return blocks;
}

function inner(text: string, before: boolean, after: boolean): string {
  const start = before && text.startsWith("\n") ? 1 : 0;
  const end = after && text.endsWith("\n") && text.length > start ? text.length - 1 : text.length;
  return text.slice(start, end);
}
