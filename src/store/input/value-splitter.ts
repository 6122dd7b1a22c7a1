import { BROKEN, BracketScanner, endOfString, NO_END } from "./bracket-scanner.ts";
import { type Damage, RowGaps, type RowSpan, type Splitter } from "./splitter.ts";

const LINE_FEED = 0x0a;
const TRUNCATED = "The file seems to be cut off: get or write it again, completely.";
const MEND = "Mend this place in the file, or write the file with a JSON library.";

/**
 * What comes next: in an array first `[`, then an item or `]`, after a comma an item, after an item a comma or `]`, behind
 * the array nothing; of several values always an item. In `row` an object or array is open, `seek` looks for the next line
 * that starts like a row, `lost` has given up.
 */
type Phase = "array" | "first" | "item" | "separator" | "end" | "row" | "seek" | "lost";

/** The items of one JSON array, or several values one after the other that may span lines: each is a row. */
export class ValueSplitter implements Splitter {
  readonly gaps = new RowGaps();
  private readonly inArray: boolean;
  private readonly scanner = new BracketScanner();
  private phase: Phase;
  /** What has been seen since the last row. */
  private gap = "";
  private rowLine = 1;
  /** The line break and indentation in front of the row and its first character, when it starts on a line of its own. */
  private rowMark: string | undefined;
  /** How many of the next call's bytes have been scanned: the row that they start has no end yet. */
  private scanned = 0;

  // The state of one call: `at` is the position reached in `bytes`.
  private bytes: Buffer = Buffer.alloc(0);
  private at = 0;
  private isLast = false;
  private rowStart = 0;
  private spans: RowSpan[] = [];

  constructor(container: "array" | "values") {
    this.inArray = container === "array";
    this.phase = this.inArray ? "array" : "item";
  }

  split(bytes: Buffer, last: boolean): { spans: RowSpan[]; done: number } {
    this.bytes = bytes;
    this.at = this.scanned;
    this.isLast = last;
    this.rowStart = 0;
    this.spans = [];
    while (this.step()) {
      // one gap, separator or piece of a row after the other, as long as the bytes last
    }
    const done = this.phase === "row" ? this.rowStart : this.at;
    this.scanned = this.at - done;
    return { spans: this.spans, done };
  }

  /** Goes one step on; false when that takes more bytes. */
  private step(): boolean {
    if (this.phase === "row") return this.readContainer();
    if (this.phase === "seek") return this.seek();
    if (this.phase === "lost") return this.skipRest();
    this.readGap();
    if (this.at === this.bytes.length) return this.isLast && this.finish();
    const character = String.fromCharCode(this.bytes[this.at]!);
    if (this.phase === "array") return this.pass(character, "first");
    if (character === "," && this.phase === "separator") return this.pass(character, "item");
    if (character === "]" && (this.phase === "separator" || this.phase === "first")) return this.pass(character, "end");
    if (this.phase === "separator") return this.missingComma(character);
    if (this.phase === "end") {
      return this.damaged("something follows the end of the array", "Remove it, or make it an item of the array.");
    }
    return this.readItem(character);
  }

  private readGap(): void {
    const { bytes } = this;
    const start = this.at;
    let at = start;
    for (; at < bytes.length && bytes[at]! <= 0x20; at++) if (bytes[at] === LINE_FEED) this.scanner.line++;
    if (at > start && this.gap.length < 1000) this.gap += bytes.toString("latin1", start, at);
    this.at = at;
  }

  private pass(punctuation: string, next: Phase): boolean {
    this.gap += punctuation;
    this.at++;
    this.phase = next;
    return true;
  }

  private readItem(character: string): boolean {
    if (character === "{" || character === "[") {
      this.startRow();
      this.phase = "row";
      return true;
    }
    if (character === "," || character === "]" || character === "}") {
      return this.damaged(`${JSON.stringify(character)} stands where a row was expected`, MEND);
    }
    const end = character === '"' ? endOfString(this.bytes, this.at) + 1 : endOfWord(this.bytes, this.at);
    if (end === BROKEN + 1) return this.damaged("a string is not closed on its line", MEND);
    if ((end === NO_END + 1 || end === this.bytes.length) && !this.isLast) return false;
    this.startRow();
    this.at = end === NO_END + 1 ? this.bytes.length : end;
    this.endRow();
    return true;
  }

  private startRow(): void {
    this.rowStart = this.at;
    this.rowLine = this.scanner.line;
    const lineBreak = this.gap.lastIndexOf("\n");
    const isAtLineStart = lineBreak !== -1 || (this.gap === "" && this.gaps.open === undefined);
    const bracket = String.fromCharCode(this.bytes[this.at]!);
    this.rowMark = isAtLineStart ? `\n${this.gap.slice(lineBreak + 1)}${bracket}` : undefined;
    this.gaps.add(this.gap);
    this.gap = "";
  }

  private endRow(): void {
    this.spans.push({ start: this.rowStart, end: this.at, line: this.rowLine });
    this.phase = this.inArray ? "separator" : "item";
  }

  private readContainer(): boolean {
    const end = this.scanner.scan(this.bytes, this.at);
    this.at = this.scanner.at;
    if (end !== NO_END) this.endRow();
    else if (this.scanner.problem !== undefined) return this.damaged(this.scanner.problem, MEND);
    else if (this.isLast) return this.damaged("the file ends inside this row", TRUNCATED);
    else return false;
    return true;
  }

  /** A row follows without a comma: the row itself is whole. */
  private missingComma(character: string): boolean {
    const problem = `${JSON.stringify(character)} stands where "," or "]" after a row was expected`;
    if (character !== "{") return this.damaged(problem, MEND);
    this.report(problem, MEND, "read");
    this.phase = "item";
    return true;
  }

  private finish(): boolean {
    this.gaps.close = this.gap;
    if (!this.inArray || this.phase === "end") return false;
    return this.damaged("the file ends before the end of the array", TRUNCATED);
  }

  /** Reports what is wrong here, and looks for the next row where that is possible. */
  private damaged(problem: string, fix: string): boolean {
    const goesOn = this.phase === "row" && this.isRowMarked();
    if (this.isLast && this.at === this.bytes.length) this.report(problem, fix, "none");
    else this.report(problem, fix, goesOn ? "read" : "skipped");
    this.scanner.reset();
    this.phase = goesOn ? "seek" : "lost";
    if (goesOn) this.returnToLineStart();
    return true;
  }

  private report(problem: string, fix: string, rest: Damage["rest"]): void {
    const start = this.phase === "row" ? this.rowStart : this.at;
    const line = this.phase === "row" ? this.rowLine : this.scanner.line;
    this.spans.push({ start, end: this.at, line, damage: { problem, fix, rest } });
    this.gaps.isMixed = true;
  }

  /** Can only a row start as this one does: on a line of its own, its other lines further in? */
  private isRowMarked(): boolean {
    if (this.rowMark === undefined) return false;
    const lineBreak = this.bytes.indexOf("\n", this.rowStart);
    const depth = this.rowMark.length - 2;
    // A row on one line, then, unless the line is nothing but its bracket.
    if (lineBreak === -1 || lineBreak >= this.at) return this.bytes[this.rowStart + 1] !== 0x0a;
    const inner = this.bytes.toString("latin1", lineBreak + 1, lineBreak + 2 + depth);
    return inner.length > depth && inner.trim() === "";
  }

  /** The problem may have been found in the next row's first line, whose start is to be found. */
  private returnToLineStart(): void {
    const lineBreak = this.bytes.lastIndexOf("\n", this.at);
    if (lineBreak <= this.rowStart || lineBreak === this.at) return;
    this.at = lineBreak;
    this.scanner.line--;
  }

  private seek(): boolean {
    const mark = this.rowMark!;
    const found = this.bytes.indexOf(mark, this.at, "latin1");
    const next = found === -1 ? Math.max(this.at, this.bytes.length - mark.length) : found + mark.length - 1;
    for (; this.at < next; this.at++) if (this.bytes[this.at] === LINE_FEED) this.scanner.line++;
    if (found !== -1) {
      this.phase = "item";
      this.gap = mark.slice(0, -1);
      return true;
    }
    return this.isLast && this.skipRest();
  }

  private skipRest(): false {
    this.at = this.bytes.length;
    this.phase = "lost";
    return false;
  }
}

/** The position behind a number, a literal, or what stands in its place. */
function endOfWord(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at]! > 0x20 && !',[]{}"'.includes(String.fromCharCode(bytes[at]!))) at++;
  return at;
}
