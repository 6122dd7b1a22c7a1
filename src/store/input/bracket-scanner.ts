import { MAXIMUM_STORED_DEPTH } from "../../core/json/depth.ts";

const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

const IN_STRING = new Uint8Array(256);
IN_STRING[QUOTE] = IN_STRING[BACKSLASH] = IN_STRING[LINE_FEED] = 1;

/** What {@link endOfString} gives for a string that has no closing quote on its line. */
export const BROKEN = -2;
/** What a scan gives when the bytes end first, or stop making sense. */
export const NO_END = -1;

/**
 * Finds the end of one object or array by its brackets and quotes. It sees just enough of the grammar to notice damage near
 * its place, before the rows behind it are swallowed.
 */
export class BracketScanner {
  /** 1-based line of the position reached. */
  line = 1;
  /** Where the scan stopped: go on there with more bytes, or see `problem`. */
  at = 0;
  /** What is wrong at `at`. */
  problem: string | undefined;
  private depth = 0;
  /** For each open container, from 1 on: is it an object? */
  private readonly isObject = new Uint8Array(MAXIMUM_STORED_DEPTH + 1);
  /** The last byte that was no white space. */
  private before = 0;

  /** Forgets the open containers. */
  reset(): void {
    this.depth = 0;
    this.problem = undefined;
  }

  /**
   * Goes on from `from`, which stands at an opening bracket, or where the last scan stopped; returns the position behind the
   * container's end, or {@link NO_END}.
   */
  scan(bytes: Uint8Array, from: number): number {
    const { isObject } = this;
    let { depth, before, line } = this;
    let at = from;
    let problem: string | undefined;
    for (; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte <= 0x20) {
        if (byte === LINE_FEED) line++;
        continue;
      }
      if (byte === QUOTE) {
        if (before !== COLON && before !== COMMA && before !== OPEN_BRACE && before !== OPEN_BRACKET) {
          problem = "a string stands where none may be";
          break;
        }
        const end = endOfString(bytes, at);
        if (end === NO_END) break;
        if (end === BROKEN) {
          problem = "a string is not closed on its line";
          at = bytes.indexOf(LINE_FEED, at);
          break;
        }
        at = end;
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (depth > 0 && !mayOpen(before, isObject[depth] === 1))
          problem = "an object or array stands where none may be";
        else if (depth === MAXIMUM_STORED_DEPTH) problem = `objects and arrays nest more than ${depth} levels deep`;
        if (problem !== undefined) break;
        isObject[++depth] = byte === OPEN_BRACE ? 1 : 0;
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        if ((isObject[depth] === 1) !== (byte === CLOSE_BRACE)) {
          problem = "brackets do not match";
          break;
        }
        if (--depth === 0) {
          this.keep(at + 1, 0, byte, line);
          return at + 1;
        }
      }
      before = byte;
    }
    this.keep(at, depth, before, line);
    this.problem = problem;
    return NO_END;
  }

  private keep(at: number, depth: number, before: number, line: number): void {
    this.at = at;
    this.depth = depth;
    this.before = before;
    this.line = line;
  }
}

function mayOpen(before: number, inObject: boolean): boolean {
  return inObject ? before === COLON : before === COMMA || before === OPEN_BRACKET;
}

/** The position of the closing quote of the string that opens at `start`; {@link NO_END} or {@link BROKEN} when there is none. */
export function endOfString(bytes: Uint8Array, start: number): number {
  const { length } = bytes;
  for (let at = start + 1; at < length; at++) {
    if (IN_STRING[bytes[at]!] === 0) continue;
    if (bytes[at] === QUOTE) return at;
    if (bytes[at] === LINE_FEED) return BROKEN;
    at++; // whatever is escaped
  }
  return NO_END;
}
