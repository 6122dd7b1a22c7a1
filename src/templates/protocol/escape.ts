/** The characters of a text that mean something in a regular expression (with the flag `u` too), made literal. */
export function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

function anyOf(texts: readonly string[]): string {
  return [...texts]
    .sort((a, b) => b.length - a.length)
    .map(literal)
    .join("|");
}

/** Puts a backslash in front of each line that begins with a label (or with backslashes and a label). */
export function escapeLines(text: string, labels: readonly string[]): string {
  return text.replace(new RegExp(`(^|\\n)(\\\\*(?:${anyOf(labels)}))`, "g"), "$1\\$2");
}

/** Undoes {@link escapeLines}. */
export function unescapeLines(text: string, labels: readonly string[]): string {
  return text.replace(new RegExp(`(^|\\n)\\\\(\\\\*(?:${anyOf(labels)}))`, "g"), "$1$2");
}

/** The first character of a mark, and the rest. */
function split(mark: string): [string, string] {
  const first = String.fromCodePoint(mark.codePointAt(0)!);
  return [first, mark.slice(first.length)];
}

function insideMarks(marks: readonly string[], backslashes: string): RegExp {
  const alternatives = [...marks]
    .sort((a, b) => b.length - a.length)
    .map((mark) => {
      const [first, rest] = split(mark);
      return `(?<=${literal(first)})${backslashes}(?=\\\\*${literal(rest)})`;
    });
  return new RegExp(alternatives.join("|"), "gi");
}

/** Breaks each mark, in any case, by a backslash behind its first character, so that the mark itself stands nowhere in the text. */
export function escapeMarks(text: string, marks: readonly string[]): string {
  return text.replace(insideMarks(marks, ""), "\\");
}

/** Undoes {@link escapeMarks}. */
export function unescapeMarks(text: string, marks: readonly string[]): string {
  return text.replace(insideMarks(marks, "\\\\"), "");
}

/** Writes the first character of each mark in a JSON text as `\uXXXX`: the value is the same, and no mark stands there. */
export function escapeMarksInJson(json: string, marks: readonly string[]): string {
  if (marks.length === 0) return json;
  return json.replace(new RegExp(anyOf(marks), "gi"), (mark) => {
    const [first, rest] = split(mark);
    return `\\u${first.charCodeAt(0).toString(16).padStart(4, "0")}${rest}`;
  });
}
