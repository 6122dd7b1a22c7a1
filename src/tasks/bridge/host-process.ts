import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EnvironmentFailedError } from "../../core/errors.ts";
import { withExactIntegers } from "../../core/json/exact-integers.ts";
import type { JsonObject } from "../../core/json/value.ts";
import { groupOf } from "../../tools/own/process-group.ts";
import { type Adapter, HOST_PROGRAM } from "./adapter.ts";
import { lastWords } from "./last-words.ts";
import { ANSWERS, type Answer, type Operation } from "./messages.ts";

/** A Python process that runs one environment: asked one thing after the other. */
export interface HostProcess {
  /** It has failed or was ended: nothing more is to be had of it. */
  readonly isOver: boolean;
  /** @throws {EnvironmentFailedError} where there is no proper answer; then the process is ended */
  ask<O extends Operation>(operation: O, details: object, signal?: AbortSignal): Promise<Answer<O>>;
  end(): void;
}

/** How to start one. */
export interface HostOptions {
  readonly adapter: Adapter;
  /** The Python to run it. */
  readonly python: string;
  /** The file of data that it was given. */
  readonly data?: string | undefined;
}

/** No message is longer: an environment that says more is broken. */
const LONGEST_LINE = 16_000_000;

/** Large packages take their time to load. */
const START_SECONDS = 120;

/** Starts a process; it has a folder of its own to be in, and of mat's environment variables only those that say where things are. */
export function startHost({ adapter, python, data }: HostOptions): HostProcess {
  const { name, timeout_seconds: seconds } = adapter.manifest;
  const folder = mkdtempSync(join(tmpdir(), "mat-bridge-"));
  const child = spawn(python, ["-s", "-B", HOST_PROGRAM, adapter.file, ...(data === undefined ? [] : [data])], {
    cwd: folder,
    // The fourth is a lifeline: it breaks when mat is gone, however that came about.
    stdio: ["pipe", "pipe", "pipe", "pipe"],
    env: { ...passedOn(), MAT_BRIDGE_FOLDER: folder },
    detached: true,
  });
  const group = groupOf(child);
  const complaint = lastWords(child.stderr);
  let waiting: { answer(line: string): void; fail(error: Error): void } | undefined;
  let over: EnvironmentFailedError | undefined;

  function failed(reason: string, problem: string): EnvironmentFailedError {
    const said = complaint();
    return new EnvironmentFailedError(
      reason,
      `the environment ${name} ${problem}${said === "" ? "" : `; it said last:\n${said}`}`,
      `The same command tries again. Where ${adapter.file} itself has to be mended, a run of mat generate begins anew.`,
    );
  }

  function stop(error: EnvironmentFailedError): void {
    over ??= error;
    group.end();
    rmSync(folder, { recursive: true, force: true });
    waiting?.fail(over);
  }

  readLines(child.stdout, {
    onLine: (line) => waiting?.answer(line),
    onFlood: () => stop(failed("environment_garbled", `said more than ${LONGEST_LINE} bytes at once`)),
  });
  child.stdin.on("error", () => {});
  child.stdio[3]?.on("error", () => {});
  // What it started may live on and hold its streams open.
  child.on("exit", () => group.end());
  child.on("close", group.release);
  child.on("error", (error) => stop(failed("environment_crashed", `could not be started: ${error.message}`)));
  child.on("close", (code, killedBy) =>
    stop(failed("environment_crashed", code === null ? `was ended by ${killedBy}` : `ended with exit code ${code}`)),
  );

  function answerTo(request: string, within: number, signal?: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      const onAbort = () => stop(failed("environment_stopped", "was stopped"));
      const late = () => stop(failed("environment_hung", `gave no answer within ${within} seconds`));
      const timer = setTimeout(late, within * 1000);
      const settle = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
        waiting = undefined;
      };
      waiting = {
        answer(line) {
          settle();
          resolve(line);
        },
        fail(error) {
          settle();
          reject(signal?.aborted === true ? signal.reason : error);
        },
      };
      signal?.addEventListener("abort", onAbort);
      child.stdin.write(request);
    });
  }

  return {
    get isOver() {
      return over !== undefined;
    },
    async ask(operation, details, signal) {
      signal?.throwIfAborted();
      if (over !== undefined) throw over;
      const within = operation === "hello" ? Math.max(seconds, START_SECONDS) : seconds;
      const line = await answerTo(
        `${JSON.stringify({ op: operation, ...withExactIntegers(details as JsonObject) })}\n`,
        within,
        signal,
      );
      const said = readAnswer(operation, line);
      if ("ok" in said) return said.ok;
      const error = failed(said.reason, said.problem);
      stop(error);
      throw error;
    },
    end: () => stop(failed("environment_stopped", "was stopped")),
  };
}

/** Where programs, home and temporary files are; no key of mat's is among them. The rest makes each process the same. */
function passedOn(): Record<string, string> {
  const names = ["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "LD_LIBRARY_PATH"];
  const known = names.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(known), LANG: "C.UTF-8", TZ: "UTC", PYTHONHASHSEED: "0", PYTHONUTF8: "1" };
}

function readAnswer<O extends Operation>(
  operation: O,
  line: string,
): { readonly ok: Answer<O> } | { readonly reason: string; readonly problem: string } {
  const garbled = (problem: string) => ({ reason: "environment_garbled", problem });
  try {
    const said = JSON.parse(line) as { ok?: unknown; error?: unknown };
    if (typeof said?.error === "string")
      return { reason: "environment_error", problem: `failed at ${operation}: ${said.error.slice(0, 500)}` };
    const checked = ANSWERS[operation].safeParse(said?.ok);
    if (checked.success) return { ok: checked.data as Answer<O> };
    const [issue] = checked.error.issues;
    return garbled(`gave a wrong answer to ${operation}: ${issue?.path.join(".")}: ${issue?.message}`);
  } catch {
    return garbled(`gave an answer to ${operation} that is no JSON`);
  }
}

function readLines(stream: NodeJS.ReadableStream, to: { onLine(line: string): void; onFlood(): void }): void {
  let pieces: Buffer[] = [];
  let bytes = 0;
  stream.on("data", (chunk: Buffer) => {
    let rest = chunk;
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      const line = Buffer.concat([...pieces, rest.subarray(0, end)]).toString("utf8");
      [pieces, bytes, rest] = [[], 0, rest.subarray(end + 1)];
      to.onLine(line);
    }
    bytes += rest.length;
    if (bytes > LONGEST_LINE) to.onFlood();
    else pieces.push(rest);
  });
}
