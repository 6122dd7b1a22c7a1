import { setFlagsFromString } from "node:v8";
import pc from "picocolors";
import { EXIT_CODES, type ExitName, UsageError } from "../core/errors.ts";
import { nearestName } from "../core/nearest-name.ts";
import { visibleText } from "../core/visible-text.ts";
import type { Command } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import type { CommandContext } from "./context.ts";
import { GLOBAL_OPTIONS } from "./global-options.ts";
import { type Interrupts, listenForInterrupts } from "./interrupts.ts";
import { createLog, type Log } from "./log.ts";
import { parseArguments } from "./parse-arguments.ts";
import { createProgress, type Progress } from "./progress.ts";
import { renderCommandHelp, renderHelp } from "./render-help.ts";
import { reportError } from "./report-error.ts";

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
  try {
    process.exitCode = EXIT_CODES[await run(words, say, progress, interrupts)];
  } catch (error) {
    const quiet = interrupts.outputClosed() || isBrokenPipe(error);
    process.exitCode = quiet ? EXIT_CODES.ok : fail(interrupts.reason(error), words, progress);
  } finally {
    progress.clear();
    interrupts.stop();
  }
}

async function run(
  words: readonly string[],
  say: (line: string) => void,
  progress: Progress,
  interrupts: Interrupts,
): Promise<ExitName> {
  const [name, ...rest] = words;
  if (name === undefined || name === "--help" || name === "-h") {
    process.stdout.write(await renderHelp());
    return "ok";
  }
  const command = await loadCommand(name);
  if (wantsHelp(rest)) {
    process.stdout.write(await renderCommandHelp(command));
    return "ok";
  }
  const args = await parseArguments(command, rest);
  const log = await createLog(
    args.options["log-level"] as string | undefined,
    args.options["log-file"] as string | undefined,
  );
  const json = args.options["json"] === true;
  return runLogged(command, words, log, () =>
    command.run(args, createContext({ say, progress, interrupts, log, json })),
  );
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

async function loadCommand(name: string): Promise<Command> {
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load !== undefined) return (await load()).command;
  if (name.startsWith("-")) {
    throw new UsageError(`the name of a command comes first, but here comes ${name}`, "mat --help lists the commands.");
  }
  const nearest = nearestName(name, Object.keys(COMMANDS));
  const hint = nearest === undefined ? "" : `Did you mean mat ${nearest}? `;
  throw new UsageError(`there is no command ${name}`, `${hint}mat --help lists the commands.`);
}

function wantsHelp(words: readonly string[]): boolean {
  const end = words.indexOf("--");
  const flags: readonly string[] = end === -1 ? words : words.slice(0, end);
  return flags.includes("--help") || flags.includes(`-${GLOBAL_OPTIONS.help.short}`);
}

function fail(error: unknown, words: readonly string[], progress: Progress): number {
  const [name] = words;
  const report = reportError(error, name !== undefined && Object.hasOwn(COMMANDS, name) ? `mat ${name}` : "mat");
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
