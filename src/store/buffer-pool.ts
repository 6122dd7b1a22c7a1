/** Bytes of a buffer. */
export const BUFFER_BYTES = 1 << 19;
/** Buffers that are kept for the next file: enough for a handful of files at a time. */
const KEPT = 32;

const idle: Buffer[] = [];

/** A buffer with anything in it. Memory outside V8's heap is given back late, so files that follow each other share theirs. */
export function takeBuffer(): Buffer {
  return idle.pop() ?? Buffer.allocUnsafeSlow(BUFFER_BYTES);
}

/** Takes a buffer back; nothing may look at it any more. */
export function giveBuffer(buffer: Buffer): void {
  if (idle.length < KEPT) idle.push(buffer);
}
