import { guessLayout } from "../../core/json/guess-layout.ts";
import type { JsonLayout } from "../../core/json/layout.ts";
import { JsonSyntaxError, parseStoredJson } from "../../core/json/parse.ts";
import { stringifyJson } from "../../core/json/stringify.ts";

const STYLES: readonly Omit<JsonLayout, "ascii">[] = [
  { style: "compact", indent: 0 },
  { style: "python", indent: 0 },
  ...([2, 4, 1, 3, 5, 6, 7, 8, 9, 10, "\t"] as const).map((indent) => ({ style: "indent", indent }) as const),
];
/** Rows longer than this are looked at, not written again. */
const LONGEST_CHECKED = 1 << 24;

/** An object or array that is not empty. */
const HOLDS_SOMETHING = /^(?:\{\s*"|\[\s*[^\]\s])/;

/** Finds the style in which all of some sampled rows would be written back as they are. */
export class LayoutSampler {
  /** The styles that fit every row seen so far. */
  styles = STYLES;
  /** Some row escapes what only an ASCII layout escapes. */
  needsAscii = false;
  /** The line breaks inside rows. */
  readonly lineBreaks = new Set<"\n" | "\r\n">();
  private readonly depth: number;

  /** `depth` is the level of indentation at which rows stand. */
  constructor(depth: number) {
    this.depth = depth;
  }

  /** Is the row with this 0-based number in the sample? All of the first rows are, then ever fewer. */
  static samples(row: number): boolean {
    return row < 8 || Number.isInteger(Math.log2(row)) || row % 1021 === 0;
  }

  add(rowText: string): void {
    for (const [lineBreak] of rowText.matchAll(/\r?\n/g)) this.lineBreaks.add(lineBreak as "\n" | "\r\n");
    const text = rowText.replaceAll("\r\n", "\n");
    if (text.length > LONGEST_CHECKED) {
      this.keepGuessed(text);
      return;
    }
    if (HOLDS_SOMETHING.test(text)) this.keepPlausible(text);
    try {
      const value = parseStoredJson(text);
      const ascii = !/[\u007f-\uffff]/.test(text);
      this.styles = this.styles.filter((style) => stringifyJson(value, { ...style, ascii }, this.depth) === text);
      const [style] = this.styles;
      if (style !== undefined && ascii && text.includes("\\u") && !this.needsAscii) {
        this.needsAscii = stringifyJson(value, { ...style, ascii: false }, this.depth) !== text;
      }
    } catch (error) {
      if (!(error instanceof JsonSyntaxError)) throw error;
      this.styles = [];
    }
  }

  /** Of an object or array that spans lines, the second one says how wide a level is; one that does not is not indented. */
  private keepPlausible(text: string): void {
    if (text.includes("\n")) this.keepGuessed(text);
    else this.styles = this.styles.filter(({ style }) => style !== "indent");
  }

  private keepGuessed(text: string): void {
    const guess = guessLayout(text, this.depth);
    this.styles = this.styles.filter(({ style, indent }) => style === guess?.style && indent === guess.indent);
  }
}
