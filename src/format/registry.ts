import { UsageError } from "../core/errors.ts";
import { nearestName } from "../core/nearest-name.ts";
import type { Format, FormatReading, FormatWriting } from "./format.ts";

/** Every format by name, loaded when it is needed: adding one is one line here. */
export const FORMATS: Readonly<Record<string, () => Promise<Format>>> = {
  atif: async () => erase((await import("./atif/format.ts")).format),
  openai: async () => erase((await import("./openai/format.ts")).format),
  toolbench: async () => erase((await import("./toolbench/format.ts")).format),
  "glpft-raw": async () => erase((await import("./glpft-raw/format.ts")).format),
  glpft: async () => erase((await import("./glpft/format.ts")).format),
};

/** The formats that come with mat: every thread knows them, plugins or not. */
export const OWN_FORMATS: readonly string[] = Object.keys(FORMATS);

/** Forgets which options a format takes: its own schema checks them before they reach it (see `check-options`). */
function erase<R, W>(format: Format<R, W>): Format {
  return format as unknown as Format;
}

/** The format of this name. Throws UsageError, with the nearest name, where there is none. */
export async function loadFormat(name: string): Promise<Format> {
  const load = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
  if (load !== undefined) return load();
  const nearest = nearestName(name, Object.keys(FORMATS));
  const hint = nearest === undefined ? "" : ` Did you mean ${nearest}?`;
  throw new UsageError(`there is no format "${name}"`, `Formats: ${Object.keys(FORMATS).join(", ")}.${hint}`);
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
