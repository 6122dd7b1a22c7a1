import { remembered } from "./remembered.ts";

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

const lineStarts = remembered(startingWith);
const escapedLineStarts = remembered(startingWith);

function startingWith(labels: readonly string[], backslash: string): RegExp {
  return new RegExp(`(^|\\n)${backslash}(\\\\*(?:${anyOf(labels)}))`, "g");
}

/** Puts a backslash in front of each line that begins with a label (or with backslashes and a label). */
export function escapeLines(text: string, labels: readonly string[]): string {
  return text.replace(lineStarts(labels.join("\0"), labels, ""), "$1\\$2");
}

/** Undoes {@link escapeLines}. */
export function unescapeLines(text: string, labels: readonly string[]): string {
  return text.replace(escapedLineStarts(labels.join("\0"), labels, "\\\\"), "$1$2");
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

const wholeMarks = remembered(insideMarks);
const brokenMarks = remembered(insideMarks);
const allMarks = remembered((marks: readonly string[]) => new RegExp(anyOf(marks), "gi"));
const allLabels = remembered((labels: readonly string[]) => new RegExp(`(?:^|\\n)(${anyOf(labels)})`, "g"));

/** Finds each of these marks, in any case. The pattern is shared: set its `lastIndex` before use. */
export function anyMark(marks: readonly string[]): RegExp {
  return allMarks(marks.join("\0"), marks);
}

/** Finds each of these labels at the start of a line. The pattern is shared: set its `lastIndex` before use. */
export function anyLabel(labels: readonly string[]): RegExp {
  return allLabels(labels.join("\0"), labels);
}

/** Breaks each mark, in any case, by a backslash behind its first character, so that the mark itself stands nowhere in the text. */
export function escapeMarks(text: string, marks: readonly string[]): string {
  return text.replace(wholeMarks(marks.join("\0"), marks, ""), "\\");
}

/** Undoes {@link escapeMarks}. */
export function unescapeMarks(text: string, marks: readonly string[]): string {
  return text.replace(brokenMarks(marks.join("\0"), marks, "\\\\"), "");
}

/** Writes the first character of each mark in a JSON text as `\uXXXX`: the value is the same, and no mark stands there. */
export function escapeMarksInJson(json: string, marks: readonly string[]): string {
  if (marks.length === 0) return json;
  return json.replace(anyMark(marks), (mark) => {
    const [first, rest] = split(mark);
    return `\\u${first.charCodeAt(0).toString(16).padStart(4, "0")}${rest}`;
  });
}
