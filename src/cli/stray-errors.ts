import { EXIT_CODES, PluginError } from "../core/errors.ts";
import { type LoadedModule, loadedModules } from "../pipeline/loaded-modules.ts";

/**
 * Hears of errors that no caller can catch: thrown from a timer or an event, or in a promise that nobody waits for. What a
 * module of the user's left behind so is told as an error of that module; so is that it ended the process.
 */
export function listenForStrayErrors(end: (error: unknown) => void): { stop(): void } {
  const heard = (error: unknown): void => {
    stop();
    end(namingModule(error));
  };
  const left = (code: number): void => {
    stop();
    if (code === EXIT_CODES.interrupted || loadedModules().length === 0) return;
    end(
      new PluginError(
        `${named(loadedModules())} ended the process while mat was at work`,
        "Throw an error there instead. The same command goes on.",
      ),
    );
  };
  const stop = (): void => {
    process.off("uncaughtException", heard);
    process.off("exit", left);
  };
  process.on("uncaughtException", heard);
  process.on("exit", left);
  return { stop };
}

const OWN_CODE = new URL("../", import.meta.url).href;

function named(modules: readonly LoadedModule[]): string {
  return modules.map(({ shownAs }) => shownAs).join(" or ");
}

function namingModule(error: unknown): unknown {
  const modules = loadedModules();
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const seen = modules.filter(({ url, file }) => stack.includes(url) || stack.includes(file));
  // Without a line of mat's own it is from something that a module began: nothing else runs beside mat.
  const guilty = seen.length > 0 || stack.includes(OWN_CODE) ? seen : modules;
  if (guilty.length === 0) return error;
  const problem = error instanceof Error ? error.message : String(error);
  return new PluginError(
    `${named(guilty)} failed where nothing could catch it: ${problem}`,
    "Catch errors there: wait for each promise (await), and mind what timers and events throw. The same command goes on.",
    {},
    { cause: error },
  );
}
