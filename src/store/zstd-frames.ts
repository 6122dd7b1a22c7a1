const MAGIC = 0xfd2fb528;
const DICTIONARY_BYTES = [0, 1, 2, 4];
const CONTENT_SIZE_BYTES = [0, 2, 4, 8];

/**
 * Follows the frames of Zstandard data (RFC 8878, section 3.1) without decompressing them, to tell whether they are whole:
 * Node before 24 takes a frame that was cut off for one that ends.
 */
export class ZstdFrames {
  /** What the next field is, and how many bytes it has. */
  private field: "magic" | "size" | "descriptor" | "block" | "unknown" = "magic";
  private fieldBytes = 4;
  private got: number[] = [];
  /** Bytes to pass over before the next field. */
  private skip = 0;
  private hasChecksum = false;

  /** Would the data be whole if it ended here? */
  get isWhole(): boolean {
    return this.field === "unknown" || (this.field === "magic" && this.got.length === 0 && this.skip === 0);
  }

  feed(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length && this.field !== "unknown"; ) {
      const skipped = Math.min(this.skip, bytes.length - at);
      this.skip -= skipped;
      at += skipped;
      if (at === bytes.length) return;
      this.got.push(bytes[at++]!);
      if (this.got.length === this.fieldBytes) this.readField();
    }
  }

  private readField(): void {
    const value = this.got.reduceRight((sum, byte) => sum * 256 + byte, 0);
    this.got = [];
    if (this.field === "magic") {
      if (value === MAGIC) this.expect("descriptor", 1);
      else if (value >>> 4 === 0x184d2a5) this.expect("size", 4);
      else this.expect("unknown", 0); // the decompressor has its own words for it
    } else if (this.field === "size") {
      this.skip = value;
      this.expect("magic", 4);
    } else if (this.field === "descriptor") {
      this.readDescriptor(value);
    } else {
      this.readBlock(value);
    }
  }

  private readDescriptor(descriptor: number): void {
    const isSingleSegment = (descriptor & 0x20) !== 0;
    const sizeBytes = CONTENT_SIZE_BYTES[descriptor >> 6]!;
    const windowBytes = isSingleSegment ? 0 : 1;
    this.hasChecksum = (descriptor & 4) !== 0;
    this.skip = windowBytes + DICTIONARY_BYTES[descriptor & 3]! + (isSingleSegment && sizeBytes === 0 ? 1 : sizeBytes);
    this.expect("block", 3);
  }

  private readBlock(header: number): void {
    const isLast = (header & 1) !== 0;
    const isOneByteRepeated = ((header >> 1) & 3) === 1;
    this.skip = (isOneByteRepeated ? 1 : header >> 3) + (isLast && this.hasChecksum ? 4 : 0);
    if (isLast) this.expect("magic", 4);
  }

  private expect(field: typeof this.field, bytes: number): void {
    this.field = field;
    this.fieldBytes = bytes;
  }
}
