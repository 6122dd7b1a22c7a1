import { writeSync } from "node:fs";
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

/** Puts bytes into a file at a position, all of them: the system may take them by and by. */
export function writeAt(descriptor: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length; )
    done += writeSync(descriptor, bytes, done, bytes.length - done, position + done);
}
