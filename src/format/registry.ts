import { UsageError } from "../core/errors.ts";
import type { FileLayout } from "../core/json/layout.ts";
import { addEntry, lookUp } from "../core/registry.ts";
import type { Format, FormatReading, FormatWriter, FormatWriting } from "./format.ts";

// Adding a format is one line here: it is loaded when it is needed.
const formats: Record<string, () => Promise<Format>> = {
  atif: async () => erase((await import("./atif/format.ts")).format),
  openai: async () => erase((await import("./openai/format.ts")).format),
  toolbench: async () => erase((await import("./toolbench/format.ts")).format),
  "glpft-raw": async () => erase((await import("./glpft-raw/format.ts")).format),
  kagentinstruct: async () => erase((await import("./kagentinstruct/format.ts")).format),
  toolllama: async () => erase((await import("./toolllama/format.ts")).format),
  agentinstruct: async () => erase((await import("./agentinstruct/format.ts")).format),
  msagent: async () => erase((await import("./msagent/format.ts")).format),
  glpft: async () => erase((await import("./glpft/format.ts")).format),
};

type MakeWriter = (options: never, layout: FileLayout) => FormatWriter | Promise<FormatWriter>;

// The formats whose writers say what they carry from row to row. A thread loads the writer alone: with the schemas and readers
// of its format it would take twice as long to begin.
const threadWriters: Readonly<Record<string, () => Promise<{ readonly writer: MakeWriter }>>> = {
  atif: () => import("./atif/write.ts"),
  openai: () => import("./openai/write.ts"),
  "glpft-raw": () => import("./glpft-raw/write.ts"),
  glpft: () => import("./glpft/write.ts"),
};

/** Forgets which options a format takes: its own schema checks them before they reach it (see `check-options`). */
function erase<R, W>(format: Format<R, W>): Format {
  return format as unknown as Format;
}

/** Every format by name, those of plugins last. */
export const FORMATS: Readonly<typeof formats> = formats;

/** The format of this name. Throws UsageError, with the nearest name, where there is none. */
export async function loadFormat(name: string): Promise<Format> {
  return lookUp("format", FORMATS, name)();
}

/** Adds a format of a plugin; its own schemas check the options that it is given. Throws UsageError for a name that is taken. */
export function registerFormat<R, W>(format: Format<R, W>): void {
  addEntry("format", formats, format.name, async () => erase(format));
}

/** The reading half of a format. Throws UsageError where there is none. */
export async function loadReading(name: string): Promise<FormatReading<never>> {
  const { reading } = await loadFormat(name);
  if (reading !== undefined) return reading;
  throw new UsageError(`format "${name}" is written only`, "See `mat formats` for those that can be read.");
}

/** The writing half of a format. Throws UsageError where there is none. */
export async function loadWriting(name: string): Promise<FormatWriting<never>> {
  const { writing } = await loadFormat(name);
  if (writing !== undefined) return writing;
  throw new UsageError(`format "${name}" is read only`, "See `mat formats` for those that can be written.");
}

/** Can threads write this format, each with a writer of its own? */
export function canThreadsWrite(format: string): boolean {
  return Object.hasOwn(threadWriters, format);
}

/** The writer of a format that threads can write, made of checked options. */
export async function loadThreadWriter(format: string, options: unknown, layout: FileLayout): Promise<FormatWriter> {
  const { writer } = await threadWriters[format]!();
  return writer(options as never, layout);
}
