import { RowGaps, type RowSpan, type Splitter } from "./splitter.ts";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** JSONL: each line that is not blank is a row. */
export class LineSplitter implements Splitter {
  readonly gaps = new RowGaps();
  private line = 0;
  /** How many of the next call's bytes are known to hold no line break. */
  private scanned = 0;
  /** What has been seen since the last row. */
  private gap = "";

  split(bytes: Buffer, last: boolean): { spans: RowSpan[]; done: number } {
    const spans: RowSpan[] = [];
    let from = 0;
    for (let end = bytes.indexOf(LINE_FEED, this.scanned); end !== -1; end = bytes.indexOf(LINE_FEED, from)) {
      this.takeLine(bytes, from, end, "\n", spans);
      from = end + 1;
    }
    if (last && from < bytes.length) {
      this.takeLine(bytes, from, bytes.length, "", spans);
      from = bytes.length;
    }
    if (last) this.gaps.close = this.gap;
    this.scanned = bytes.length - from;
    return { spans, done: from };
  }

  private takeLine(bytes: Buffer, from: number, to: number, lineBreak: string, into: RowSpan[]): void {
    this.line++;
    let start = from;
    let end = to;
    while (start < end && isSpace(bytes[start]!)) start++;
    while (start < end && isSpace(bytes[end - 1]!)) end--;
    if (start < end) {
      this.gaps.add(start === from ? this.gap : this.gap + bytes.toString("latin1", from, start));
      into.push({ start, end, line: this.line });
      this.gap = end === to ? lineBreak : bytes.toString("latin1", end, to) + lineBreak;
    } else {
      this.gap += bytes.toString("latin1", from, to) + lineBreak;
    }
    if (this.gap.length > 1000) this.gap = this.gap.slice(0, 1000); // of no known layout anyway
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === CARRIAGE_RETURN;
}
