import { setFlagsFromString } from "node:v8";
import pc from "picocolors";
import { EXIT_CODES, type ExitName, UsageError } from "../core/errors.ts";
import { visibleText } from "../core/visible-text.ts";
import type { Command } from "./command.ts";
import type { CommandContext } from "./context.ts";
import { findCommand, knownName } from "./find-command.ts";
import { GLOBAL_OPTIONS } from "./global-options.ts";
import { type Interrupts, listenForInterrupts } from "./interrupts.ts";
import { createLog, type Log } from "./log.ts";
import { logLevel } from "./log-level.ts";
import { parseArguments } from "./parse-arguments.ts";
import { pluginWords } from "./plugin-words.ts";
import { createProgress, type Progress } from "./progress.ts";
import { renderCommandHelp, renderGroupHelp, renderHelp } from "./render-help.ts";
import { reportError } from "./report-error.ts";
import { listenForStrayErrors } from "./stray-errors.ts";

/**
 * Runs the command line and sets the process's exit code: the only place that does. `bin/mat.js` has served `--help` and
 * `--version` from static text before it comes here; the same requests work here for a program that is run from source.
 */
export async function main(words: readonly string[]): Promise<void> {
  // Rows stream through: a heap that grows with their number (seen: 1.6 times the memory) makes nothing faster.
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString("--heap-growing-percent=20");
  // Otherwise what is allocated while old objects are marked stays to the end of that: up to 25 MB, and never given back.
  setFlagsFromString("--no-separate-gc-phases");
  const progress = createProgress(process.stderr);
  const say = (line: string): void => {
    progress.clear();
    process.stderr.write(`${visibleText(line)}\n`);
  };
  const interrupts = listenForInterrupts(say, (code) => process.exit(code));
  const strays = listenForStrayErrors((error) => process.exit(fail(error, words, progress)));
  try {
    process.exitCode = EXIT_CODES[await run(words, say, progress, interrupts)];
  } catch (error) {
    const quiet = interrupts.outputClosed() || isBrokenPipe(error);
    process.exitCode = quiet ? EXIT_CODES.ok : fail(interrupts.reason(error), words, progress);
  } finally {
    progress.clear();
    interrupts.stop();
    strays.stop();
  }
}

async function run(
  words: readonly string[],
  say: (line: string) => void,
  progress: Progress,
  interrupts: Interrupts,
): Promise<ExitName> {
  if (asksForHelp(words)) {
    process.stdout.write(await renderHelp());
    return "ok";
  }
  const found = await findCommand(words);
  if ("group" in found) {
    process.stdout.write(await groupHelp(found.group, found.rest));
    return "ok";
  }
  const { command, rest } = found;
  await loadPlugins(rest);
  if (wantsHelp(rest)) {
    process.stdout.write(await renderCommandHelp(command));
    return "ok";
  }
  const args = await parseArguments(command, rest);
  const log = await createLog(
    logLevel(args.options["log-level"] as string | undefined),
    args.options["log-file"] as string | undefined,
  );
  const json = args.options["json"] === true;
  return runLogged(command, words, log, () =>
    command.run(args, createContext({ say, progress, interrupts, log, json })),
  );
}

/** Nothing, or a cry for help, where the name of a command is needed. */
function asksForHelp([first]: readonly string[]): boolean {
  return first === undefined || first === "--help" || first === "-h";
}

async function groupHelp(group: string, rest: readonly string[]): Promise<string> {
  if (asksForHelp(rest)) return renderGroupHelp(group);
  const fix = `mat ${group} --help lists them.`;
  throw new UsageError(`mat ${group} needs the name of one of its commands before ${rest[0]}`, fix);
}

async function runLogged(
  command: Command,
  words: readonly string[],
  log: Log,
  run: () => Promise<ExitName>,
): Promise<ExitName> {
  const started = performance.now();
  log.info(`mat ${command.name} starts`, { words, node: process.versions.node, platform: process.platform });
  try {
    const exit = await run();
    log.info(`mat ${command.name} ends`, { exit, milliseconds: Math.round(performance.now() - started) });
    return exit;
  } catch (error) {
    const { text, exitCode } = reportError(error, `mat ${command.name}`);
    log.error(text, { exit_code: exitCode, stack: error instanceof Error ? error.stack : undefined });
    throw error;
  }
}

function createContext(parts: {
  say: (line: string) => void;
  progress: Progress;
  interrupts: Interrupts;
  log: Log;
  json: boolean;
}): CommandContext {
  const { say, progress, interrupts, log, json } = parts;
  const write = (text: string): void => {
    progress.clear();
    process.stdout.write(text);
  };
  return {
    signal: interrupts.signal,
    log,
    progress,
    rowProgress: ({ rows }) => progress.update(`${rows.toLocaleString("en-US")} rows`),
    json,
    colour: pc.isColorSupported && process.stdout.isTTY === true,
    width: process.stdout.isTTY === true ? process.stdout.columns : undefined,
    write,
    say,
    report(report, text) {
      log.info("report", { report });
      if (json) write(`${JSON.stringify(report)}\n`);
      else if ("data" in text) write(text.data);
      else say(text.summary);
    },
  };
}

/** Plugins come before all else: they may bring the very flags and names that the other words hold. */
async function loadPlugins(words: readonly string[]): Promise<void> {
  const modules = pluginWords(words);
  if (modules.length === 0) return;
  const { loadPlugin } = await import("../pipeline/load-plugin.ts");
  for (const module of modules) await loadPlugin(module);
}

function wantsHelp(words: readonly string[]): boolean {
  const end = words.indexOf("--");
  const flags: readonly string[] = end === -1 ? words : words.slice(0, end);
  return flags.includes("--help") || flags.includes(`-${GLOBAL_OPTIONS.help.short}`);
}

function fail(error: unknown, words: readonly string[], progress: Progress): number {
  const name = knownName(words);
  const report = reportError(error, name === undefined ? "mat" : `mat ${name}`);
  progress.clear();
  process.stderr.write(report.text);
  if (words.includes("--json")) process.stdout.write(`${JSON.stringify(report.json)}\n`);
  return report.exitCode;
}

/** Nobody reads the output any more: an EPIPE, or an error that one of the writers made of it. */
function isBrokenPipe(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (error as NodeJS.ErrnoException).code === "EPIPE" || isBrokenPipe(error.cause);
}
