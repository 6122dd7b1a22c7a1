const CAPACITY = 1 << 20;

/** Bytes that come in at the end and go out at the start; its memory grows for a long row, and shrinks behind it. */
export class GrowingBuffer {
  private memory: Buffer = Buffer.allocUnsafeSlow(CAPACITY);
  private start = 0;
  private end = 0;

  /** What is in it; valid until the next `append`. */
  get bytes(): Buffer {
    return this.memory.subarray(this.start, this.end);
  }

  get length(): number {
    return this.end - this.start;
  }

  append(chunk: Uint8Array): void {
    if (this.end + chunk.length > this.memory.length) this.makeRoom(this.length + chunk.length);
    this.memory.set(chunk, this.end);
    this.end += chunk.length;
  }

  /** Forgets the first `count` bytes. */
  drop(count: number): void {
    this.start += count;
    if (this.start === this.end) this.start = this.end = 0;
  }

  private makeRoom(needed: number): void {
    const { bytes } = this;
    let capacity = CAPACITY;
    while (capacity < needed) capacity *= 2;
    if (capacity === this.memory.length) {
      this.memory.copyWithin(0, this.start, this.end);
    } else {
      const memory = Buffer.allocUnsafeSlow(capacity);
      memory.set(bytes, 0);
      this.memory = memory;
    }
    this.end = bytes.length;
    this.start = 0;
  }
}
