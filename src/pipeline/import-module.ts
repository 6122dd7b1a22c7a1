import { createRequire } from "node:module";
import { isAbsolute, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { PluginError } from "../core/errors.ts";
import { noteModule } from "./loaded-modules.ts";

/**
 * The file of a module that a person names: a path (`./mine.js`) or a package, both as seen from the working directory. Throws
 * PluginError where there is no such package.
 */
export function findModule(module: string): string {
  if (isAbsolute(module) || /^\.{1,2}([/\\]|$)/.test(module)) return resolve(module);
  try {
    return createRequire(join(process.cwd(), "mat.js")).resolve(module);
  } catch (cause) {
    throw new PluginError(
      `there is no module "${module}": no package of this name is installed here`,
      "Install it (npm install), or write a path, beginning with ./ or /.",
      {},
      { cause },
    );
  }
}

/**
 * What a module exports; it runs as code. Only a person's word loads any: no dataset, library or run ever does.
 * @throws {PluginError} when it fails while it loads
 */
export async function importModule(file: string, shownAs: string): Promise<Readonly<Record<string, unknown>>> {
  const url = pathToFileURL(file).href;
  noteModule({ file, url, shownAs });
  try {
    return (await import(url)) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new PluginError(`${shownAs} cannot be loaded: ${problem}`, "Mend the module.", {}, { cause });
  }
}
