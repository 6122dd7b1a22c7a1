import { type FileLayout, indentation } from "../core/json/layout.ts";

/** Takes text or bytes. Where there is a promise, what comes next is still taken in order. */
export type WriteContent = (content: string | Uint8Array) => void | Promise<void>;

/** What stands around the rows of a file. */
export interface Punctuation {
  readonly opening: string;
  readonly between: string;
  readonly closing: string;
  /** The whole file when there is no row. */
  readonly empty: string;
}

/** What a layout puts around rows. */
export function punctuation(layout: FileLayout): Punctuation {
  const { container, style, newline } = layout;
  const mark = layout.byteOrderMark ? "\uFEFF" : "";
  const last = layout.finalNewline ? newline : "";
  if (container !== "array") return { opening: mark, between: newline, closing: last, empty: mark };
  const inner = style === "indent" ? newline + indentation(layout, 1) : "";
  const outer = style === "indent" ? newline : "";
  const comma = style === "python" ? ", " : ",";
  return {
    opening: `${mark}[${inner}`,
    between: comma + inner,
    closing: `${outer}]${last}`,
    empty: `${mark}[]${last}`,
  };
}

/** Writes rows one by one: text, or pieces of UTF-8, whose lines end in `\n` so far. The promise is that of the last piece. */
export function rowWriter(
  layout: FileLayout,
  write: WriteContent,
): (row: string | readonly Uint8Array[]) => void | Promise<void> {
  const newLines = layout.newline === "\r\n" && layout.style === "indent";
  return (row) => {
    if (typeof row === "string") return write(newLines ? row.replaceAll("\n", "\r\n") : row);
    if (newLines) return write(Buffer.concat(row).toString().replaceAll("\n", "\r\n"));
    // Pieces are taken in order even when one has to wait, so that waiting for the last is enough.
    let pending: Promise<void> | undefined;
    for (const piece of row) pending = write(piece) || pending;
    return pending;
  };
}

/** Joins rows with what stands between them in front of each, the first one too: at a file's start the opening goes there. */
export function joinRows(
  layout: FileLayout,
  write: WriteContent,
): (row: string | readonly Uint8Array[]) => void | Promise<void> {
  const between = Buffer.from(punctuation(layout).between);
  const writeRow = rowWriter(layout, write);
  return (row) => {
    write(between);
    return writeRow(row);
  };
}
