import { UsageError } from "../../core/errors.ts";

const WORD = /(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s"'\\])|\\(.))|(\s+)/gsu;

/**
 * The words of a command line as a shell would cut it: blanks between them, quotes around what holds any, a backslash before what
 * means something. Nothing else means anything: no variables, no patterns. Throws UsageError for a quote that is not closed.
 */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let end = 0;
  for (const match of line.matchAll(WORD)) {
    if (match.index !== end) break;
    end += match[0].length;
    const [, double, single, plain, escaped, blank] = match;
    if (blank === undefined) word = (word ?? "") + (double?.replace(/\\(["\\])/g, "$1") ?? single ?? plain ?? escaped);
    else if (word !== undefined) words.push(word);
    if (blank !== undefined) word = undefined;
  }
  if (end < line.length) throw new UsageError(`the command ${line} has an open quote`, "Close it.");
  return word === undefined ? words : [...words, word];
}
