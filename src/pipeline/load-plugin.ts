import { z } from "zod";
import { PluginError } from "../core/errors.ts";
import { JSONL } from "../core/json/layout.ts";
import { findModule, importModule } from "./import-module.ts";
import { type Plugin, type PluginFactory, registerPlugin } from "./plugin.ts";

const loaded = new Map<string, Promise<void>>();

/**
 * Loads a plugin and adds what it brings. `module` is a path (`./my-plugin.js`) or the name of a package, both as seen from
 * the working directory; loading it again does nothing.
 * @throws {PluginError} when it cannot be found, fails while it loads, or is no plugin
 */
export function loadPlugin(module: string): Promise<void> {
  const file = findModule(module);
  const known = loaded.get(file) ?? load(module, file);
  loaded.set(file, known);
  return known;
}

async function load(module: string, file: string): Promise<void> {
  registerPlugin(await evaluate(module, file), module);
}

async function evaluate(module: string, file: string): Promise<Plugin> {
  const exported = await importModule(file, `the plugin ${module}`);
  const plugin = exported["default"] as Plugin | PluginFactory;
  if (typeof plugin !== "function") return plugin;
  try {
    return plugin({ z, JSONL });
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new PluginError(`the plugin ${module} cannot be loaded: ${problem}`, "Mend the module.", {}, { cause });
  }
}
