import { createRequire } from "node:module";
import { isAbsolute, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { PluginError } from "../core/errors.ts";
import { JSONL } from "../core/json/layout.ts";
import { type Plugin, type PluginFactory, registerPlugin } from "./plugin.ts";

const loaded = new Map<string, Promise<void>>();

/**
 * Loads a plugin and adds what it brings. `module` is a path (`./my-plugin.js`) or the name of a package, both as seen from
 * the working directory; loading it again does nothing. Only a person's word loads code: no dataset or library ever does.
 * @throws {PluginError} when it cannot be found, fails while it loads, or is no plugin
 */
export function loadPlugin(module: string): Promise<void> {
  const file = find(module);
  const known = loaded.get(file) ?? load(module, file);
  loaded.set(file, known);
  return known;
}

function find(module: string): string {
  if (isAbsolute(module) || /^\.{1,2}([/\\]|$)/.test(module)) return resolve(module);
  try {
    return createRequire(join(process.cwd(), "mat.js")).resolve(module);
  } catch (cause) {
    throw new PluginError(
      `there is no plugin "${module}": no package of this name is installed here`,
      "Install it (npm install), or write a path, beginning with ./ or /.",
      {},
      { cause },
    );
  }
}

async function load(module: string, file: string): Promise<void> {
  registerPlugin(await evaluate(module, file), module);
}

async function evaluate(module: string, file: string): Promise<Plugin> {
  try {
    const exported = (await import(pathToFileURL(file).href)) as { readonly default: Plugin | PluginFactory };
    return typeof exported.default === "function" ? exported.default({ z, JSONL }) : exported.default;
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new PluginError(`the plugin ${module} cannot be loaded: ${problem}`, "Mend the module.", {}, { cause });
  }
}
