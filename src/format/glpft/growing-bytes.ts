import { escapeAscii } from "../../core/json/stringify.ts";

const FIRST_BYTES = 1 << 16;
/** UTF-8 takes at most so many bytes for one UTF-16 unit. */
const BYTES_PER_UNIT = 3;

/** Bytes that grow at the end. A slice shows what stood there and stays as it is while more is added, until `clear`. */
export interface GrowingBytes {
  readonly length: number;
  text(text: string): void;
  bytes(bytes: Uint8Array): void;
  /** Adds a text and shows it. */
  add(text: string): Uint8Array;
  /**
   * Adds a text as JSON and shows it without its quotes: the inside of a JSON string. With `ascii` all else is escaped; `then`
   * is the inside of another string, which follows it.
   */
  addEscaped(text: string, ascii: boolean, then?: Uint8Array): Uint8Array;
  slice(start: number, end: number): Uint8Array;
  /** Starts again at nothing, in the same memory: earlier slices are overwritten. */
  clear(): void;
}

/** Empty growing bytes, with room for so many; texts are added as UTF-8. */
export function growingBytes(firstBytes = FIRST_BYTES): GrowingBytes {
  let memory = Buffer.allocUnsafe(firstBytes);
  let length = 0;
  const room = (bytes: number) => {
    if (length + bytes <= memory.length) return;
    const larger = Buffer.allocUnsafe(Math.max(memory.length * 2, length + bytes));
    memory.copy(larger, 0, 0, length);
    memory = larger;
  };
  const text = (added: string) => {
    room(added.length * BYTES_PER_UNIT);
    length += memory.write(added, length);
  };
  const bytes = (added: Uint8Array) => {
    room(added.length);
    memory.set(added, length);
    length += added.length;
  };
  return {
    get length() {
      return length;
    },
    text,
    bytes,
    add: (added) => {
      const start = length;
      text(added);
      return memory.subarray(start, length);
    },
    addEscaped: (added, ascii, then) => {
      const start = length;
      const quoted = JSON.stringify(added);
      text(quoted);
      // As many bytes as characters means that all are ASCII: cheaper to see than to look for others beforehand.
      if (ascii && (length - start !== quoted.length || quoted.includes("\u007f"))) {
        length = start;
        text(escapeAscii(quoted));
      }
      if (then === undefined) return memory.subarray(start + 1, length - 1);
      length--; // in place of the closing quote
      bytes(then);
      return memory.subarray(start + 1, length);
    },
    slice: (start, end) => memory.subarray(start, end),
    clear: () => {
      length = 0;
    },
  };
}
