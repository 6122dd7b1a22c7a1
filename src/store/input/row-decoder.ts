import { isAscii, isUtf8 } from "node:buffer";
import { MalformedInputError } from "../../core/errors.ts";
import { JsonSyntaxError, parseStoredJson } from "../../core/json/parse.ts";
import type { SourceRow } from "../row.ts";
import { firstInvalidByte } from "./invalid-utf8.ts";
import type { RowSpan } from "./splitter.ts";

/** Makes rows of the bytes that a splitter found, and named errors of those that are none. */
export class RowDecoder {
  /** How many rows there were, bad ones included. */
  rows = 0;
  /** Have all rows been printable ASCII? Looked at only when the layout is wanted. */
  isAscii = true;
  readonly file: string;
  private readonly watchesAscii: boolean;

  constructor(file: string, watchesAscii: boolean) {
    this.file = file;
    this.watchesAscii = watchesAscii;
  }

  /** The rows in order, each as a row or as what is wrong with it. */
  decode(bytes: Buffer, spans: readonly RowSpan[]): (SourceRow | MalformedInputError)[] {
    const [first] = spans;
    if (first === undefined) return [];
    const all = bytes.subarray(first.start, spans.at(-1)!.end);
    const ascii = isAscii(all);
    const valid = ascii || isUtf8(all);
    if (this.watchesAscii && this.isAscii) this.isAscii = ascii && !all.includes(0x7f);
    return spans.map((span) => {
      if (span.damage !== undefined) return this.damaged(bytes, span);
      const { start, end, line } = span;
      this.rows++;
      if (!valid && !isUtf8(bytes.subarray(start, end))) return this.notUtf8(bytes, span);
      const text = ascii ? bytes.toString("latin1", start, end) : bytes.toString("utf8", start, end);
      return { text, file: this.file, line, row: this.rows };
    });
  }

  private notUtf8(bytes: Buffer, { start, end, line }: RowSpan): MalformedInputError {
    const row = bytes.subarray(start, end);
    const at = firstInvalidByte(row) ?? 0;
    const byte = row[at]!.toString(16).padStart(2, "0");
    const problem = `not valid UTF-8: byte 0x${byte} at byte ${at + 1} of the row`;
    const fix = "Write the file as UTF-8, or convert it (iconv -f ENCODING -t UTF-8) from the encoding that it is in.";
    return new MalformedInputError(problem, fix, this.place(line + lineBreaks(row.subarray(0, at)), this.rows));
  }

  private damaged(bytes: Buffer, { start, end, line, damage }: RowSpan): MalformedInputError {
    const { problem, fix, rest } = damage!;
    const seen = bytes.subarray(start, end);
    if (start < end) this.rows++;
    const row = start < end ? this.rows : this.rows + 1;
    const isInRow = start < end && rest !== "none";
    const better = isInRow ? syntaxErrorOf(bytes.toString("utf8", start, end + 1)) : undefined;
    const what = [better?.message ?? problem];
    if (rest === "read") what.push("reading can go on at the next line that starts like a row");
    if (rest === "skipped")
      what.push("where the next row starts cannot be told, so the rest of the file cannot be read");
    return new MalformedInputError(what.join("; "), better?.fix ?? fix, this.place(line + lineBreaks(seen), row));
  }

  private place(line: number, row: number) {
    return { file: this.file, line, row };
  }
}

function lineBreaks(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) count++;
  return count;
}

/** What the parser has to say of the row as far as it goes, when that is not merely that it ends too early. */
function syntaxErrorOf(text: string): JsonSyntaxError | undefined {
  try {
    parseStoredJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError && error.offset < text.length) return error;
  }
  return undefined;
}
