import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { findProgram } from "./find-program.ts";

/** A program to run: its words, of which no shell reads any, where it runs, and all of its environment. */
export interface ProgramRequest {
  readonly command: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** A program that runs in a process group of its own, with all that it starts. */
export interface ProcessGroup {
  readonly child: ChildProcessWithoutNullStreams;
  /** Sends the whole group a signal; SIGKILL unless told. */
  end(signal?: NodeJS.Signals): void;
  /** To be called once the program has ended: the group is no longer ended with mat. */
  release(): void;
}

/** Groups that run are ended with mat, also where it is stopped at once. */
const living = new Set<() => void>();
process.on("exit", () => {
  for (const end of living) end();
});

/** Starts a program in a process group of its own. */
export function startGroup({ command: [program = "", ...words], folder, environment }: ProgramRequest): ProcessGroup {
  const child = spawn(findProgram(program, folder) ?? program, words, {
    cwd: folder,
    env: environment,
    detached: true,
  });
  const end = (signal: NodeJS.Signals = "SIGKILL") => signalGroup(child.pid, signal);
  const kill = () => end();
  living.add(kill);
  return {
    child,
    end,
    release: () => void living.delete(kill),
  };
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  try {
    // Windows knows no groups.
    if (pid !== undefined) process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch {
    // It has ended already.
  }
}
