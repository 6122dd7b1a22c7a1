import { MalformedInputError, type MatError } from "../../core/errors.ts";
import { type FileLayout, JSONL } from "../../core/json/layout.ts";
import type { SourceRow } from "../row.ts";
import { type Container, detectContainer } from "./detect-container.ts";
import { GrowingBuffer } from "./growing-buffer.ts";
import type { InputFile } from "./input-file.ts";
import { LayoutSampler } from "./layout-sampler.ts";
import { LineSplitter } from "./line-splitter.ts";
import { recogniseLayout } from "./recognise-layout.ts";
import { RowDecoder } from "./row-decoder.ts";
import type { RowSpan, Splitter } from "./splitter.ts";
import { ValueSplitter } from "./value-splitter.ts";

/** The engine's strings end at 512 MiB. */
const LONGEST_ROW = 500_000_000;
/** Rows become texts in batches of about so many bytes: what dies young costs no memory. */
const BATCH_BYTES = 1 << 16;

/** Turns one file's bytes, as they come in, into rows. Nothing of it is kept but the row that has not ended yet. */
export class FileRows {
  /** Bytes taken in, uncompressed. */
  byteCount = 0;
  goodRows = 0;
  private readonly file: InputFile;
  private readonly buffer = new GrowingBuffer();
  private readonly decoder: RowDecoder;
  private readonly wantsLayout: boolean;
  private hasMark = false;
  private container: Container | undefined;
  private splitter: Splitter | undefined;
  private sampler: LayoutSampler | undefined;
  private badRows = 0;
  private hasEnded = false;
  /** How many bytes are worth looking at: a long row is not searched again for every chunk that it grows by. */
  private enough = 4;

  constructor(file: InputFile, name: string, wantsLayout: boolean) {
    this.file = file;
    this.wantsLayout = wantsLayout;
    this.decoder = new RowDecoder(name, wantsLayout);
  }

  /** The rows that end in this chunk, in order and in batches; an error in the place of a bad one. */
  take(chunk: Buffer): Iterable<(SourceRow | MatError)[]> {
    this.byteCount += chunk.length;
    this.buffer.append(chunk);
    return this.buffer.length < this.enough ? [] : this.read(false);
  }

  /** The rows that are left at the end of the file. */
  finish(): Iterable<(SourceRow | MatError)[]> {
    this.hasEnded = true;
    return this.read(true);
  }

  private *read(last: boolean): Generator<(SourceRow | MatError)[]> {
    this.splitter ??= this.start(last);
    if (this.splitter === undefined) {
      this.enough = this.buffer.length * 2;
      if (last && !this.file.isShard) yield [this.emptyFile()];
      return;
    }
    const { bytes } = this.buffer;
    const { spans, done } = this.splitter.split(bytes, last);
    for (const batch of inBatches(spans)) {
      const rows = this.decoder.decode(bytes, batch);
      for (const row of rows) this.note(row);
      yield rows;
    }
    this.buffer.drop(done);
    this.enough = spans.length === 0 ? Math.floor(this.buffer.length * 1.5) : 0;
    if (this.buffer.length > LONGEST_ROW) throw this.tooLong();
  }

  /** Looks at how the file begins; undefined when that takes more of it. */
  private start(last: boolean): Splitter | undefined {
    if (this.byteCount === this.buffer.length && !this.hasMark) this.readMark();
    const { bytes } = this.buffer;
    const start = bytes.findIndex((byte) => byte > 0x20);
    if (start === -1) return undefined;
    this.container = detectContainer(bytes.subarray(start), last);
    if (this.container === undefined) return undefined;
    if (this.wantsLayout) this.sampler = new LayoutSampler(this.container === "array" ? 1 : 0);
    return this.container === "jsonl" ? new LineSplitter() : new ValueSplitter(this.container);
  }

  private readMark(): void {
    const [first = 1, second = 1, third = 1] = this.buffer.bytes;
    this.hasMark = first === 0xef && second === 0xbb && third === 0xbf;
    if (this.hasMark) this.buffer.drop(3);
    const isUtf16 =
      (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || first * second * third === 0;
    if (isUtf16) {
      const fix = "Convert it: iconv -f UTF-16 -t UTF-8 FILE. If it is no text at all, name another file.";
      throw new MalformedInputError("the file is not UTF-8; it seems to be UTF-16, or no text", fix, this.place());
    }
  }

  private note(row: SourceRow | MatError): void {
    if (!("text" in row)) {
      this.badRows++;
      return;
    }
    if (LayoutSampler.samples(this.goodRows)) this.sampler?.add(row.text);
    this.goodRows++;
  }

  /** How the file was laid out, once it has been read (before that: as far as it has been); `recognised`: see {@link recogniseLayout}. */
  layout(): { layout: FileLayout; recognised: boolean } {
    const byteOrderMark = this.hasMark;
    if (this.splitter === undefined || this.sampler === undefined) {
      return {
        layout: { ...JSONL, byteOrderMark, finalNewline: false },
        recognised: this.byteCount === (byteOrderMark ? 3 : 0),
      };
    }
    const found = recogniseLayout({
      container: this.layoutContainer(),
      gaps: this.splitter.gaps,
      sampler: this.sampler,
      isAscii: this.decoder.isAscii,
      byteOrderMark,
      isWhole: this.hasEnded,
    });
    return { layout: found.layout, recognised: found.recognised && this.badRows === 0 };
  }

  /** A file that holds one value is a single one, unless its name says that it is one of many lines. */
  private layoutContainer(): FileLayout["container"] {
    if (this.container === "array") return "array";
    const isLines = /\.(?:jsonl|ndjson)(?:\.gz|\.zst)?$/i.test(this.file.path);
    return this.goodRows === 1 && !isLines ? "single" : "jsonl";
  }

  private emptyFile(): MatError {
    return new MalformedInputError(
      "the file is empty",
      "Write rows to it (an empty list is []), or leave it out.",
      this.place(),
    );
  }

  private tooLong(): MatError {
    const problem = `row ${this.decoder.rows + 1} is longer than ${LONGEST_ROW / 1e6} MB`;
    return new MalformedInputError(
      problem,
      "Split the row. If it is meant to be many rows, write one JSON value a line.",
      this.place(),
    );
  }

  private place() {
    return { file: this.decoder.file };
  }
}

function* inBatches(spans: readonly RowSpan[]): Generator<RowSpan[]> {
  let first = 0;
  for (const [index, { end }] of spans.entries()) {
    if (end - spans[first]!.start < BATCH_BYTES && index < spans.length - 1) continue;
    yield spans.slice(first, index + 1);
    first = index + 1;
  }
}
