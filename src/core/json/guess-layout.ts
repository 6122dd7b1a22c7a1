import { endOfString } from "./clean.ts";
import type { JsonLayout } from "./layout.ts";

const BEYOND_ASCII = /[\u007f-\uffff]/;

/**
 * The layout that a JSON text seems to be in, from its first tokens; undefined when no layout starts like that. `baseDepth`
 * is the indentation level at which the text stands. Where the first tokens fit several, it is compact.
 */
export function guessLayout(text: string, baseDepth = 0): JsonLayout | undefined {
  const ascii = text.includes("\\u") && !BEYOND_ASCII.test(text);
  const first = text.charCodeAt(1);
  if (first === 0x0a) {
    const indent = indentOf(text, baseDepth + 1);
    return indent === undefined ? undefined : { style: "indent", indent, ascii };
  }
  return { style: text[afterFirstSeparator(text)] === " " ? "python" : "compact", indent: 0, ascii };
}

/** The most spaces that `JSON.stringify` indents a level by. */
const WIDEST = 10;

/** What a level is indented by, where the second line stands at this level. */
function indentOf(text: string, level: number): JsonLayout["indent"] | undefined {
  if (text.startsWith("\t".repeat(level), 2)) return text[2 + level] === "\t" ? undefined : "\t";
  let at = 2;
  while (text.charCodeAt(at) === 0x20) at++;
  const width = (at - 2) / level;
  return Number.isInteger(width) && width > 0 && width <= WIDEST ? width : undefined;
}

/** The position behind the first comma or colon that is not inside a string; the text's length when there is none. */
function afterFirstSeparator(text: string): number {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x2c || code === 0x3a) return at + 1;
    if (code === 0x22) at = endOfString(text, at);
  }
  return text.length;
}
