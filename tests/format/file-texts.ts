import fc from "fast-check";
import type { FileLayout } from "../../src/core/json/layout.ts";
import { parseJson } from "../../src/core/json/parse.ts";
import { stringifyJson } from "../../src/core/json/stringify.ts";

/** Every layout that a file of rows can have. */
export const anyLayout: fc.Arbitrary<FileLayout> = fc
  .record({
    style: fc.constantFrom(
      { style: "compact", indent: 0 } as const,
      { style: "python", indent: 0 } as const,
      { style: "indent", indent: 1 } as const,
      { style: "indent", indent: 2 } as const,
      { style: "indent", indent: 4 } as const,
      { style: "indent", indent: 3 } as const,
      { style: "indent", indent: "\t" } as const,
    ),
    container: fc.constantFrom("jsonl", "array"),
    ascii: fc.boolean(),
    finalNewline: fc.boolean(),
    newline: fc.constantFrom("\n", "\r\n"),
    byteOrderMark: fc.boolean(),
  })
  .map(({ style, container, ...rest }) => ({ ...style, container, ...rest }) as FileLayout);

/** A file of these rows (compact JSON texts) in a layout: a second way to lay files out, to test ours against. */
export function layOutFile(rows: readonly string[], layout: FileLayout): string {
  const { container, style, indent, newline } = layout;
  const isArray = container === "array";
  const texts = rows.map((row) => stringifyJson(parseJson(row), layout, isArray && style === "indent" ? 1 : 0));
  const pad = style === "indent" ? `\n${typeof indent === "number" ? " ".repeat(indent) : indent}` : "";
  const comma = style === "indent" ? `,${pad}` : style === "python" ? ", " : ",";
  const array = texts.length === 0 ? "[]" : `[${pad}${texts.join(comma)}${style === "indent" ? "\n" : ""}]`;
  const body = isArray ? array : texts.join("\n");
  const text = layout.finalNewline ? `${body}\n` : body;
  return (layout.byteOrderMark ? "\uFEFF" : "") + text.replaceAll("\n", newline);
}
