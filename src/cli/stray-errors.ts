import { PluginError } from "../core/errors.ts";
import { loadedModules } from "../pipeline/loaded-modules.ts";

/**
 * Hears of errors that no caller can catch: thrown from a timer or an event, or in a promise that nobody waits for. What a
 * module of the user's left behind so is told as an error of that module.
 */
export function listenForStrayErrors(end: (error: unknown) => void): { stop(): void } {
  const heard = (error: unknown): void => end(namingModule(error));
  process.on("uncaughtException", heard);
  return { stop: () => process.off("uncaughtException", heard) };
}

const OWN_CODE = new URL("../", import.meta.url).href;

function namingModule(error: unknown): unknown {
  const modules = loadedModules();
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const named = modules.filter(({ url, file }) => stack.includes(url) || stack.includes(file));
  // Without a line of mat's own it is from something that a module began: nothing else runs beside mat.
  const guilty = named.length > 0 || stack.includes(OWN_CODE) ? named : modules;
  if (guilty.length === 0) return error;
  const problem = error instanceof Error ? error.message : String(error);
  return new PluginError(
    `${guilty.map(({ shownAs }) => shownAs).join(" or ")} failed where nothing could catch it: ${problem}`,
    "Catch errors there: wait for each promise (await), and mind what timers and events throw. The same command goes on.",
    {},
    { cause: error },
  );
}
