/** How one JSON value is laid out as text. */
export interface JsonLayout {
  /** `compact` is `{"a":1}`, `python` is `{"a": 1, "b": 2}` (json.dumps), `indent` puts each member on its own line. */
  readonly style: "compact" | "python" | "indent";
  /** Spaces per level (1 to 10), or one tab; 0 unless the style is `indent`. */
  readonly indent: number | "\t";
  /** Every character outside printable ASCII is written as `\uXXXX` (Python's ensure_ascii). */
  readonly ascii: boolean;
}

/** What stands in front of a line at a level of indentation. */
export function indentation({ indent }: Pick<JsonLayout, "indent">, level: number): string {
  return (typeof indent === "number" ? " ".repeat(indent) : indent).repeat(level);
}

/** How a file of rows is laid out: the JSON of each row, and how rows follow each other. */
export interface FileLayout extends JsonLayout {
  /** One JSON value a line, one JSON array of all rows, or one value that is the whole file. */
  readonly container: "jsonl" | "array" | "single";
  readonly finalNewline: boolean;
  readonly newline: "\n" | "\r\n";
  /** The file starts with U+FEFF. */
  readonly byteOrderMark: boolean;
}

/** One compact JSON value a line: the layout of our own shards. */
export const JSONL: FileLayout = {
  container: "jsonl",
  style: "compact",
  indent: 0,
  ascii: false,
  finalNewline: true,
  newline: "\n",
  byteOrderMark: false,
};

/** What Python's `json.dump(rows, file, indent=2)` writes. */
export const PYTHON_INDENT_2: FileLayout = {
  container: "array",
  style: "indent",
  indent: 2,
  ascii: true,
  finalNewline: false,
  newline: "\n",
  byteOrderMark: false,
};
