import { spawn } from "node:child_process";
import { once } from "node:events";
import { findProgram } from "./find-program.ts";

/** A program to run, and with what. */
export interface CommandRequest {
  /** The program and its arguments; no shell reads them. */
  readonly command: readonly string[];
  /** Where it runs. */
  readonly folder: string;
  /** All of its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** What it reads from standard input. */
  readonly input: string;
  /** It is ended once it has printed more than this. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** How much of standard error is kept for the error that it explains. */
const LONGEST_COMPLAINT = 1000;

/**
 * Runs a program to its end and gives what it printed, no more than one byte over the limit. It runs in a process group of its own,
 * which is killed when the signal says so and when there is too much. Throws where it ends with another code than 0.
 */
export async function runCommand(request: CommandRequest): Promise<Uint8Array> {
  const { command, folder, environment, input, maxBytes, signal } = request;
  const [program = "", ...words] = command;
  const child = spawn(findProgram(program, folder) ?? program, words, {
    cwd: folder,
    env: environment,
    detached: true,
  });
  const end = () => killGroup(child.pid);
  signal.addEventListener("abort", end);
  living.add(end);
  const output = collect(child.stdout, maxBytes + 1, end);
  const complaint = collect(child.stderr, LONGEST_COMPLAINT, () => {});
  // A program may end without having read its input.
  child.stdin.on("error", () => {}).end(input);
  try {
    const [code, killedBy] = (await once(child, "close")) as [number | null, string | null];
    const printed = output();
    if (printed.length > maxBytes || code === 0) return printed;
    const said = complaint().toString("utf8").trim() || printed.toString("utf8").trim();
    const how = code === null ? `was ended by ${killedBy}` : `ended with exit code ${code}`;
    throw new Error(said === "" ? `the tool ${how}` : `the tool ${how}: ${said}`);
  } finally {
    signal.removeEventListener("abort", end);
    living.delete(end);
  }
}

/** Groups that run are ended with mat, also where it is stopped at once. */
const living = new Set<() => void>();
process.on("exit", () => {
  for (const end of living) end();
});

function killGroup(pid: number | undefined): void {
  try {
    // Windows knows no groups.
    if (pid !== undefined) process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

/** Keeps the first so many bytes of a stream, and reads the rest away. */
function collect(stream: NodeJS.ReadableStream, most: number, onFull: () => void): () => Buffer {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream.on("data", (chunk: Buffer) => {
    if (bytes >= most) return;
    chunks.push(chunk.subarray(0, most - bytes));
    bytes += chunk.length;
    if (bytes >= most) onFull();
  });
  return () => Buffer.concat(chunks);
}
