import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { InstallFailedError } from "../../core/errors.ts";
import { fileError } from "../../store/file-error.ts";
import { makeFolder } from "../../store/make-folder.ts";
import { findProgram } from "../../tools/own/find-program.ts";
import { groupOf } from "../../tools/own/process-group.ts";
import type { Adapter } from "./adapter.ts";
import { environmentFolder, INSTALLED, isInstalled, pythonIn, systemPython } from "./installed-python.ts";
import { lastWords } from "./last-words.ts";

/** How to install. */
export interface InstallOptions {
  /** Make it anew where it is there already. */
  readonly force?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What became of an installation. */
export interface InstallReport {
  readonly name: string;
  /** Its virtual environment; null where it needs nothing but Python. */
  readonly folder: string | null;
  /** What installed it; null where it was there already or nothing was needed. */
  readonly with: "uv" | "pip" | null;
  readonly packages: readonly string[];
  /** Of all files of the virtual environment. */
  readonly bytes: number;
  readonly seconds: number;
}

/**
 * Makes the virtual environment of an adapter: with uv where there is one, else with Python's own venv and pip. Exactly the
 * packages that the adapter names are installed. It gets its name when it is whole.
 * @throws {InstallFailedError} where Python, an index or a package is not to be had
 */
export async function installAdapter(adapter: Adapter, options: InstallOptions = {}): Promise<InstallReport> {
  const { name, requirements } = adapter.manifest;
  const folder = environmentFolder(adapter);
  const started = performance.now();
  const report = (by: InstallReport["with"]): InstallReport => ({
    name,
    folder: folder ?? null,
    with: by,
    packages: requirements,
    bytes: folder === undefined ? 0 : sizeOf(folder),
    seconds: Math.round((performance.now() - started) / 100) / 10,
  });
  if (folder === undefined || (isInstalled(adapter) && options.force !== true)) return report(null);
  const growing = `${folder}.${process.pid}`;
  makeCache(dirname(folder));
  try {
    const by = await install(growing, requirements, options.signal);
    writeFileSync(join(growing, INSTALLED), `${JSON.stringify({ name, requirements, with: by })}\n`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(growing, folder);
    return report(by);
  } finally {
    rmSync(growing, { recursive: true, force: true });
  }
}

function makeCache(folder: string): void {
  try {
    makeFolder(folder);
  } catch (error) {
    throw fileError(error, folder);
  }
}

async function install(folder: string, requirements: readonly string[], signal?: AbortSignal): Promise<"uv" | "pip"> {
  const python = systemPython();
  const uv = findProgram("uv", ".");
  const own = pythonIn(folder);
  if (uv !== undefined) {
    const made = await run(uv, ["venv", "--quiet", "--python", python, folder], signal);
    const words = ["pip", "install", "--quiet", "--no-deps", "--python", own, ...requirements];
    if (made === undefined && (await run(uv, words, signal)) === undefined) return "uv";
    // What uv cannot reach pip may: each has settings of its own.
    rmSync(folder, { recursive: true, force: true });
  }
  const pip = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", "--no-deps"];
  const complaint =
    (await run(python, ["-m", "venv", folder], signal)) ?? (await run(own, [...pip, ...requirements], signal));
  if (complaint === undefined) return "pip";
  throw new InstallFailedError(
    `the packages ${requirements.join(", ")} could not be installed: ${complaint}`,
    "Look at what pip says: the Python index (PIP_INDEX_URL) must be in reach, and Python must have the module venv.",
  );
}

/** Runs a program to its end; undefined, or what it complained of. */
async function run(program: string, words: readonly string[], signal?: AbortSignal): Promise<string | undefined> {
  signal?.throwIfAborted();
  const child = spawn(program, words, { detached: true, stdio: ["ignore", "ignore", "pipe"] });
  const group = groupOf(child);
  const end = () => group.end();
  const complaint = lastWords(child.stderr);
  signal?.addEventListener("abort", end);
  try {
    const [code] = (await once(child, "close")) as [number | null];
    signal?.throwIfAborted();
    return code === 0 ? undefined : complaint() || `exit code ${code}`;
  } catch (error) {
    signal?.throwIfAborted();
    return (error as Error).message;
  } finally {
    signal?.removeEventListener("abort", end);
    group.release();
  }
}

function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
}
