import { type FileLayout, indentation, type JsonLayout } from "../../core/json/layout.ts";
import type { LayoutSampler } from "./layout-sampler.ts";
import type { RowGaps } from "./splitter.ts";

/** What reading a file has shown of its layout. */
export interface Seen {
  readonly container: FileLayout["container"];
  readonly gaps: RowGaps;
  readonly sampler: LayoutSampler;
  /** Does the file hold nothing but printable ASCII (and white space)? */
  readonly isAscii: boolean;
  readonly byteOrderMark: boolean;
  /** Has the end of the file been seen? */
  readonly isWhole: boolean;
}

/**
 * A file's layout; `recognised` says that, as far as the gaps between all rows and the style of a sample of them show, the
 * same rows written in this layout are the same file, byte for byte.
 */
export function recogniseLayout(seen: Seen): { layout: FileLayout; recognised: boolean } {
  const { container, gaps, sampler, isAscii, byteOrderMark, isWhole } = seen;
  const [open = "", between, close] = [gaps.open, gaps.between, gaps.close];
  const isCrLf = sampler.lineBreaks.has("\r\n") || [open, between, close].some((gap) => gap?.includes("\r\n"));
  const [newline, otherNewline] = isCrLf ? (["\r\n", "\n"] as const) : (["\n", "\r\n"] as const);
  const finalNewline = close.endsWith("\n");
  const last = finalNewline ? newline : "";
  const fits = (style: Pick<JsonLayout, "style" | "indent">): boolean => {
    const expected = punctuation(container, style, newline);
    // Without rows all there is stands in the last gap.
    if (gaps.open === undefined) return close === (container === "array" ? `[]${last}` : "");
    const closes = !isWhole || close === expected.close + last;
    return open === expected.open && (between ?? expected.between) === expected.between && closes;
  };
  const style = sampler.styles.find(fits);
  const { style: name, indent } = style ?? sampler.styles[0] ?? { style: "compact", indent: 0 };
  const recognised =
    isWhole &&
    style !== undefined &&
    !gaps.isMixed &&
    !sampler.lineBreaks.has(otherNewline) &&
    (isAscii || !sampler.needsAscii);
  return {
    layout: { container, style: name, indent, ascii: isAscii, finalNewline, newline, byteOrderMark },
    recognised,
  };
}

function punctuation(container: string, { style, indent }: Pick<JsonLayout, "style" | "indent">, newline: string) {
  if (container !== "array") return { open: "", between: newline, close: "" };
  if (style === "compact") return { open: "[", between: ",", close: "]" };
  if (style === "python") return { open: "[", between: ", ", close: "]" };
  const inner = newline + indentation({ indent }, 1);
  return { open: `[${inner}`, between: `,${inner}`, close: `${newline}]` };
}
