import type { FileLayout } from "../core/json/layout.ts";
import type { FormatWriter } from "./format.ts";

type MakeWriter = (options: never, layout: FileLayout) => FormatWriter | Promise<FormatWriter>;

// The formats whose writers say what they carry from row to row. A thread loads the writer alone: with the schemas and readers
// of its format it would take twice as long to begin.
const writers: Readonly<Record<string, () => Promise<{ readonly writer: MakeWriter }>>> = {
  atif: () => import("./atif/write.ts"),
  openai: () => import("./openai/write.ts"),
  "glpft-raw": () => import("./glpft-raw/write.ts"),
  glpft: () => import("./glpft/write.ts"),
};

/** Can threads write this format, each with a writer of its own? */
export function canThreadsWrite(format: string): boolean {
  return Object.hasOwn(writers, format);
}

/** The writer of a format that threads can write, made of checked options. */
export async function loadThreadWriter(format: string, options: unknown, layout: FileLayout): Promise<FormatWriter> {
  const { writer } = await writers[format]!();
  return writer(options as never, layout);
}
