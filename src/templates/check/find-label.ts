/** Signs that may stand before a label: of lists, quotes and Markdown. */
const BEFORE = String.raw`(?:^|\n)[ \t>*#_\-•"'“「\x60]*(?:\d+[.)、] ?)?[*_\x60]*`;

/** Does a line of the text begin with this label, whatever Markdown stands before it? */
export function startsLine(text: string, label: string): boolean {
  return text.includes(label) && new RegExp(`${BEFORE}${literal(label)}`).test(text);
}

/**
 * Does this label stand in the text? One that ends in a sign (`Thought:`) counts wherever no letter stands before it; one
 * that is all letters is a word like any other, and counts only as a line of its own.
 */
export function holdsLabel(text: string, label: string): boolean {
  if (!text.includes(label)) return false;
  if (/[\p{L}\p{N}]$/u.test(label) && /^[\p{L}\p{N}]/u.test(label))
    return new RegExp(`${BEFORE}${literal(label)}[*_\`]*[ \\t]*(?:\\n|$)`).test(text);
  return new RegExp(`(?<![\\p{L}\\p{N}] ?)${literal(label)}`, "u").test(text);
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
