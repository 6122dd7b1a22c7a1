const FIRST_BYTES = 1 << 16;
/** UTF-8 takes at most so many bytes for one UTF-16 unit. */
const BYTES_PER_UNIT = { latin1: 1, utf8: 3 } as const;

/** Bytes that grow at the end. A slice shows what stood there and stays as it is while more is added, until `clear`. */
export interface GrowingBytes {
  readonly length: number;
  text(text: string): void;
  bytes(bytes: Uint8Array): void;
  /** Adds a text and shows it. */
  add(text: string): Uint8Array;
  slice(start: number, end: number): Uint8Array;
  /** Starts again at nothing, in the same memory: earlier slices are overwritten. */
  clear(): void;
}

/** Empty growing bytes; `latin1` is for texts that are ASCII for sure, and faster. */
export function growingBytes(encoding: "latin1" | "utf8"): GrowingBytes {
  let memory = Buffer.allocUnsafe(FIRST_BYTES);
  let length = 0;
  const room = (bytes: number) => {
    if (length + bytes <= memory.length) return;
    const larger = Buffer.allocUnsafe(Math.max(memory.length * 2, length + bytes));
    memory.copy(larger, 0, 0, length);
    memory = larger;
  };
  const text = (added: string) => {
    room(added.length * BYTES_PER_UNIT[encoding]);
    length += memory.write(added, length, encoding);
  };
  return {
    get length() {
      return length;
    },
    text,
    bytes: (added) => {
      room(added.length);
      memory.set(added, length);
      length += added.length;
    },
    add: (added) => {
      const start = length;
      text(added);
      return memory.subarray(start, length);
    },
    slice: (start, end) => memory.subarray(start, end),
    clear: () => {
      length = 0;
    },
  };
}
