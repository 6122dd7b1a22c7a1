import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { BusyError } from "../core/errors.ts";
import { errorCode, fileError } from "./file-error.ts";
import { makeFolder } from "./make-folder.ts";

/** Where the new output grows inside the hidden folder, and where the one that it replaces goes for a moment. */
const GROWING = "output";
const REPLACED = "replaced";

/** The right to write one output: a hidden folder beside it that only this process writes to. */
export interface OutputLock {
  /** Where the output grows until it is renamed to its final name. */
  readonly growing: string;
  /** Where the old output is while the new one takes its name. */
  readonly replaced: string;
  /** Removes the hidden folder with all that is left in it. */
  release(): void;
}

interface Owner {
  readonly host: string;
  readonly pid: number;
  /** When the process started, where the system tells: a number given to a new process does not make it the old one. */
  readonly started: string;
  readonly token: string;
}

/** The folder in which an output grows: hidden, and beside it, so that a rename is all that is left to do. */
export function hiddenFolder(output: string): string {
  return join(dirname(output), `.${basename(output)}.partial`);
}

/**
 * Takes the hidden folder `.NAME.partial` beside an output. It appears by one rename with its owner's name inside, so
 * that no two processes hold it. What a dead process left in it goes; a live one means {@link BusyError}.
 */
export function lockOutput(output: string): OutputLock {
  const hidden = hiddenFolder(output);
  const token = `${process.pid}-${randomBytes(6).toString("hex")}`;
  const fresh = `${hidden}-${token}`;
  try {
    removeStrays(hidden, output);
    while (!take(fresh, hidden, token, output)) discardDead(hidden, `${hidden}-${token}.stale`, output);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw fileError(error, output);
  }
  return {
    growing: join(hidden, GROWING),
    replaced: join(hidden, REPLACED),
    release() {
      if (ownerOf(hidden)?.token === token) rmSync(hidden, { recursive: true, force: true });
    },
  };
}

function take(fresh: string, hidden: string, token: string, output: string): boolean {
  const owner: Owner = { host: hostname(), pid: process.pid, started: startOf(process.pid), token };
  makeFolder(fresh, output);
  writeFileSync(join(fresh, "owner.json"), JSON.stringify(owner));
  try {
    // A folder is never renamed over one that has something in it: whoever comes first has the lock.
    renameSync(fresh, hidden);
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOTEMPTY" || code === "EEXIST" || code === "ENOENT") return false;
    throw error;
  }
}

function discardDead(hidden: string, aside: string, output: string): void {
  const owner = ownerOf(hidden);
  if (owner !== undefined) refuseLiving(owner, hidden, output);
  try {
    renameSync(hidden, aside);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return;
    throw error;
  }
  const moved = ownerOf(aside);
  if (moved !== undefined && moved.token !== owner?.token) {
    // Another process took the lock between the look and the rename: give it back.
    renameSync(aside, hidden);
    refuseLiving(moved, hidden, output);
  }
  discard(aside, output);
}

function refuseLiving(owner: Owner, hidden: string, output: string): void {
  if (owner.host !== hostname()) {
    const fix = `Wait for it; if it is surely gone, delete the folder ${hidden}.`;
    throw new BusyError(`process ${owner.pid} on the machine ${owner.host} writes this output`, fix, { file: output });
  }
  if (isAlive(owner)) {
    throw new BusyError(`process ${owner.pid} writes this output`, "Wait for it, stop it, or choose another output.", {
      file: output,
    });
  }
}

/** Removes what a dead process left; one that died while its finished output took the old one's name is finished first. */
function discard(folder: string, output: string): void {
  const growing = join(folder, GROWING);
  if (existsSync(join(folder, REPLACED)) && existsSync(growing) && !existsSync(output)) renameSync(growing, output);
  rmSync(folder, { recursive: true, force: true });
}

/** Folders of processes that died while they took or gave up the lock: their names carry the process number. */
function removeStrays(hidden: string, output: string): void {
  const prefix = `${basename(hidden)}-`;
  for (const name of readdirSync(dirname(hidden))) {
    const pid = name.startsWith(prefix) && /^(\d+)-[0-9a-f]{12}(?:\.stale)?$/.exec(name.slice(prefix.length))?.[1];
    if (pid && !isRunning(Number(pid))) discard(join(dirname(hidden), name), output);
  }
}

function ownerOf(hidden: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(join(hidden, "owner.json"), "utf8")) as Owner;
  } catch {
    // The folder always appears with its owner in it: without one it is being removed.
    return undefined;
  }
}

function isAlive(owner: Owner): boolean {
  return isRunning(owner.pid) && startOf(owner.pid) === owner.started;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // One that was killed keeps its number until its parent asks how it ended: the first process of a container may never do so.
    return !ENDED.has(statOf(pid)[0] ?? "");
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}

/** States of a process that has ended: a zombie, and one that is being removed. */
const ENDED: ReadonlySet<string> = new Set(["Z", "X"]);

/** The start of a process in clock ticks since boot (Linux); "" where the system does not tell. */
function startOf(pid: number): string {
  return statOf(pid)[19] ?? "";
}

/** What Linux tells of a process, from its state (field 3 of `/proc/PID/stat`) on; nothing where the system does not tell. */
function statOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in field 2 stands in parentheses and may hold spaces.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}
