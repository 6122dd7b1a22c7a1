import { existsSync, readdirSync, realpathSync, renameSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { OutputExistsError } from "../core/errors.ts";
import { fileError } from "./file-error.ts";
import { makeFolder } from "./make-folder.ts";
import { hiddenFolder, lockOutput } from "./output-lock.ts";

/** What {@link stageOutput} makes sure of before anything is written. */
export interface StageOptions {
  readonly kind: "file" | "folder";
  /** Replace what is there already: a file by a file, a folder by a folder. */
  readonly force?: boolean | undefined;
  /** Is this folder one that may be replaced? No folder is if not given. */
  readonly isOurs?: (folder: string) => boolean;
}

/** An output that grows under a hidden name and gets its final one when it is whole. */
export interface StagedOutput {
  /** The final path, absolute and without symbolic links. */
  readonly path: string;
  /** Where to write: a path of which nothing exists yet. */
  readonly growing: string;
  /** Gives it the final name; whatever was written must be on disk (fsync) by then. */
  commit(): Promise<void>;
  /** Removes it. */
  abandon(): void;
}

/**
 * Prepares to write an output so that, however the process ends, its final name holds all of it or what was there before.
 * @throws {OutputExistsError} when something is there that may not be replaced
 * @throws {BusyError} when another process writes the same output
 */
export function stageOutput(output: string, options: StageOptions): StagedOutput {
  try {
    refuseExisting(resolve(output), output, options);
    makeFolder(dirname(resolve(output)), output);
    const path = realPath(output);
    const lock = lockOutput(path);
    return {
      path,
      growing: lock.growing,
      async commit() {
        try {
          if (options.kind === "folder") await syncFolder(lock.growing);
          refuseExisting(path, output, options);
          replace(path, lock);
          await syncFolder(dirname(path));
          lock.release();
        } catch (error) {
          throw fileError(error, output);
        }
      },
      abandon: () => lock.release(),
    };
  } catch (error) {
    throw fileError(error, output);
  }
}

/**
 * Finishes what a process that died while it replaced this output left undone.
 * @returns whether there is an output now where there was none
 */
export function recoverOutput(output: string): boolean {
  if (existsSync(output) || !existsSync(hiddenFolder(output))) return false;
  try {
    lockOutput(output).release();
  } catch {
    // Another process is at it, or this one may not write here.
  }
  return existsSync(output);
}

function replace(path: string, { growing, replaced }: { growing: string; replaced: string }): void {
  const isFolder = statSync(growing).isDirectory();
  if (isFolder && existsSync(path) && !isEmptyFolder(path)) {
    // A folder cannot be renamed over another one. Should the process die between the two renames, then the next one
    // that opens or writes this output does the second (see output-lock).
    renameSync(path, replaced);
    try {
      renameSync(growing, path);
    } catch (error) {
      renameSync(replaced, path);
      throw error;
    }
  } else {
    renameSync(growing, path);
  }
}

function refuseExisting(path: string, output: string, { kind, force, isOurs }: StageOptions): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || (kind === "folder" && found.isDirectory() && isEmptyFolder(path))) return;
  const refuse = (problem: string, fix: string): never => {
    throw new OutputExistsError(problem, fix, { file: output });
  };
  if (kind === "file" && found.isDirectory()) refuse("is a folder where a file is needed", "Name a file.");
  if (kind === "folder" && !found.isDirectory()) refuse("is a file where a folder is needed", "Choose another path.");
  if (kind === "folder" && isOurs?.(path) !== true) {
    refuse("is a folder with other things in it", "Choose another path; only a dataset is ever replaced.");
  }
  if (force !== true) refuse("exists already", "Choose another path, or replace it with --force.");
}

/** The path without symbolic links; the last part of it need not exist. */
function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(resolve(path))), basename(resolve(path)));
}

function isEmptyFolder(path: string): boolean {
  return readdirSync(path).length === 0;
}

/** Makes the names in a folder outlast a loss of power. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
