/** Bytes of a buffer. */
export const BUFFER_BYTES = 1 << 19;
/** Buffers that are kept for the next file: enough for a handful of files at a time. */
const KEPT = 32;
/** So many buffers keep a disk busy, whatever the number of files: with as many in use, a file makes do with a pair. */
const PLENTY = 6;

const idle: Buffer[] = [];
let used = 0;

/** A buffer with anything in it. Memory outside V8's heap is given back late, so files that follow each other share theirs. */
export function takeBuffer(): Buffer {
  used++;
  return idle.pop() ?? Buffer.allocUnsafeSlow(BUFFER_BYTES);
}

/** Takes a buffer back; nothing may look at it any more. */
export function giveBuffer(buffer: Buffer): void {
  used--;
  if (idle.length < KEPT) idle.push(buffer);
}

/** Are so many buffers in use that a file which has a pair should wait for them? */
export function areBuffersScarce(): boolean {
  return used >= PLENTY;
}
