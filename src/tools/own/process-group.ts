import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { findProgram } from "./find-program.ts";

/** A program to run: its words, of which no shell reads any, where it runs, and all of its environment. */
export interface ProgramRequest {
  readonly command: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** The end of a process group. */
export interface GroupEnd {
  /** Sends the whole group a signal; SIGKILL unless told. Once it is released, nothing. */
  end(signal?: NodeJS.Signals): void;
  /** To be called once the program has ended: the group is no longer ended with mat. */
  release(): void;
}

/** A program that runs in a process group of its own, with all that it starts. */
export interface ProcessGroup extends GroupEnd {
  readonly child: ChildProcessWithoutNullStreams;
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
  return { child, ...groupOf(child) };
}

/** The group of a process that was started `detached`, and of all that it starts in turn: it is ended with mat. */
export function groupOf(child: ChildProcess): GroupEnd {
  const kill = () => signalGroup(child.pid, "SIGKILL");
  living.add(kill);
  return {
    end(signal = "SIGKILL") {
      if (living.has(kill)) signalGroup(child.pid, signal);
    },
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
