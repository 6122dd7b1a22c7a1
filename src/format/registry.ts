import { UsageError } from "../core/errors.ts";
import { nearestName } from "../core/nearest-name.ts";
import type { Format } from "./format.ts";

/** Every format by name, loaded when it is needed: adding one is one line here. */
export const FORMATS: Readonly<Record<string, () => Promise<Format>>> = {
  atif: async () => erase((await import("./atif/format.ts")).format),
  openai: async () => erase((await import("./openai/format.ts")).format),
  toolbench: async () => erase((await import("./toolbench/format.ts")).format),
  "glpft-raw": async () => erase((await import("./glpft-raw/format.ts")).format),
  glpft: async () => erase((await import("./glpft/format.ts")).format),
};

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
