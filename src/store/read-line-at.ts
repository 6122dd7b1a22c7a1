import { readSync } from "node:fs";

const NEWLINE = 10;
const FIRST_BYTES = 1 << 13;

/** The line of a file that begins at this byte, without its newline; undefined where it has no end. */
export function readLineAt(file: number, at: number): string | undefined {
  for (let bytes = FIRST_BYTES; ; bytes *= 8) {
    const buffer = Buffer.allocUnsafe(bytes);
    const filled = fill(file, buffer, at);
    const end = buffer.subarray(0, filled).indexOf(NEWLINE);
    if (end !== -1) return buffer.toString("utf8", 0, end);
    if (filled < bytes) return undefined;
  }
}

function fill(file: number, buffer: Buffer, at: number): number {
  let filled = 0;
  while (filled < buffer.length) {
    const read = readSync(file, buffer, filled, buffer.length - filled, at + filled);
    if (read === 0) break;
    filled += read;
  }
  return filled;
}
