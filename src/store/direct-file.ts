import { writeSync, writevSync } from "node:fs";
import { errorCode } from "./file-error.ts";

/** An open file that others may put bytes into, at positions that they agree upon. */
export interface DirectFile {
  readonly descriptor: number;
  /** The path as the user knows it, for error messages. */
  readonly shownAs: string;
}

/** How much a file holds. */
export interface FileStand {
  readonly bytes: number;
  readonly rows: number;
}

/** Can bytes be put into an open file at a position? Not where they only flow: in a pipe, a terminal. */
export function hasPositions(descriptor: number): boolean {
  try {
    writeSync(descriptor, Buffer.alloc(0), 0, 0, 0);
    return true;
  } catch (error) {
    // Whatever else is wrong is said by the first bytes that are written.
    return errorCode(error) !== "ESPIPE";
  }
}

/**
 * Puts bytes, one part behind the other, into a file at a position, all of them: the system may take them by and by. (In one
 * call: many small writes take it half as long again.)
 */
export function writeAt(descriptor: number, parts: readonly Uint8Array[], position: number): void {
  let [left, at] = [parts, position];
  while (left.length > 0) {
    const written = writevSync(descriptor, left, at);
    at += written;
    left = withoutFirst(left, written);
  }
}

function withoutFirst(parts: readonly Uint8Array[], bytes: number): Uint8Array[] {
  let skipped = bytes;
  return parts.flatMap((part) => {
    const rest = part.subarray(Math.min(skipped, part.length));
    skipped -= part.length - rest.length;
    return rest.length === 0 ? [] : [rest];
  });
}
