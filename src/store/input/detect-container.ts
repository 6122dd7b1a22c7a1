import { BracketScanner, NO_END } from "./bracket-scanner.ts";

/** How rows are held in a file: one a line, as the items of one array, or as values that may span lines. */
export type Container = "jsonl" | "array" | "values";

/** An array that does not end within so many bytes is taken for an array of rows. */
const LONGEST_FIRST_ARRAY = 1 << 20;

/**
 * The container of a file, told by how it begins (without white space in front); undefined when that takes more of it.
 * `isWhole` says that `head` is all there is.
 */
export function detectContainer(head: Buffer, isWhole: boolean): Container | undefined {
  if (head[0] === 0x5b) return containerOfArrays(head, isWhole);
  if (head[0] === 0x7b) return containerOfObjects(head, isWhole);
  return "jsonl";
}

/** One array of rows, unless another array follows. */
function containerOfArrays(head: Buffer, isWhole: boolean): Container | undefined {
  const scanner = new BracketScanner();
  const end = scanner.scan(head.subarray(0, LONGEST_FIRST_ARRAY), 0);
  if (end === NO_END) {
    return isWhole || scanner.problem !== undefined || head.length >= LONGEST_FIRST_ARRAY ? "array" : undefined;
  }
  const rest = head.subarray(end);
  const next = firstCharacter(rest);
  if (next === undefined) return isWhole ? "array" : undefined;
  if (next !== "[" && next !== "{") return "array";
  return scanner.line === 1 && startsWithLineBreak(rest) ? "jsonl" : "values";
}

function containerOfObjects(head: Buffer, isWhole: boolean): Container | undefined {
  const scanner = new BracketScanner();
  const end = scanner.scan(head, 0);
  const lineEnd = head.indexOf("\n");
  if (end !== NO_END && scanner.line === 1) {
    const rest = head.subarray(end);
    if (startsWithLineBreak(rest)) return "jsonl";
    const next = firstCharacter(rest);
    if (next === undefined) return isWhole ? "jsonl" : undefined;
    // What else follows on the line is no JSON: that is for the row's reader to say.
    return "[{".includes(next) ? "values" : "jsonl";
  }
  if (lineEnd === -1) return isWhole ? "jsonl" : undefined;
  if (scanner.problem !== undefined && scanner.at <= lineEnd) return "jsonl";
  return containerByNextLines(head.subarray(lineEnd), isWhole);
}

/**
 * The first line ends inside an object: the object spans lines, or the line is a row that was cut off. It was when the next
 * line is an object of its own, and the one after that starts with another.
 */
function containerByNextLines(lines: Buffer, isWhole: boolean): Container | undefined {
  const next = firstCharacter(lines);
  if (next === undefined) return isWhole ? "jsonl" : undefined;
  if (next !== "{") return "values";
  const line = lines.subarray(lines.indexOf("{"));
  const scanner = new BracketScanner();
  const end = scanner.scan(line, 0);
  if (end === NO_END && scanner.line === 1 && scanner.problem === undefined && !isWhole) return undefined;
  if (end === NO_END || scanner.line > 1) return "values";
  const rest = line.subarray(end);
  const third = firstCharacter(rest);
  if (third === undefined) return isWhole ? "jsonl" : undefined;
  return third === "{" && startsWithLineBreak(rest) ? "jsonl" : "values";
}

/** The first character that is no white space. */
function firstCharacter(bytes: Uint8Array): string | undefined {
  const first = bytes.find((byte) => byte > 0x20);
  return first === undefined ? undefined : String.fromCharCode(first);
}

function startsWithLineBreak(bytes: Uint8Array): boolean {
  return bytes.find((byte) => byte > 0x20 || byte === 0x0a) === 0x0a;
}
