/** Text operations with Python's meaning, where JavaScript's differs: the reference preprocessing is a Python program. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: U+001C to U+001F are white space to Python
const LEADING_SPACE = /^[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same
const TRAILING_SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/;

/** Python's `str.strip()`: its white space has U+001C to U+001F and U+0085, and not U+FEFF. */
export function strip(text: string): string {
  const start = text.replace(LEADING_SPACE, "");
  let end = start.length;
  // One test per trailing character: an anchored `+` would be quadratic on inner runs of white space.
  while (end > 0 && TRAILING_SPACE.test(start.slice(end - 1, end))) end--;
  return start.slice(0, end);
}

/** Python's `str.strip(character)` for one character. */
export function stripCharacter(text: string, character: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text[start] === character) start++;
  while (end > start && text[end - 1] === character) end--;
  return text.slice(start, end);
}

/** Python's `text[:count]`: counts code points. */
export function firstCodePoints(text: string, count: number): string {
  if (text.length <= count) return text;
  return Array.from(text).slice(0, count).join("");
}

/** Python's `text[-count:]`: counts code points. */
export function lastCodePoints(text: string, count: number): string {
  if (text.length <= count) return text;
  return Array.from(text).slice(-count).join("");
}
