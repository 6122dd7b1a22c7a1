import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { UsageError } from "../../core/errors.ts";
import { shortHash } from "../../core/hash.ts";
import { findProgram } from "../../tools/own/find-program.ts";
import type { Adapter } from "./adapter.ts";

/** The file that says that a virtual environment is whole. */
export const INSTALLED = "mat-installed.json";

/** Where an adapter's virtual environment lies; other packages, another folder. Undefined where it needs none. */
export function environmentFolder({ manifest: { name, requirements } }: Adapter): string | undefined {
  if (requirements.length === 0) return undefined;
  const cache = process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache");
  return join(cache, "mat", "environments", `${name}-${shortHash(requirements.join("\n"))}`);
}

/** Is all there that an adapter needs beside Python? */
export function isInstalled(adapter: Adapter): boolean {
  const folder = environmentFolder(adapter);
  return folder === undefined || existsSync(join(folder, INSTALLED));
}

/** The Python of a virtual environment. */
export function pythonIn(folder: string): string {
  return process.platform === "win32" ? join(folder, "Scripts", "python.exe") : join(folder, "bin", "python");
}

const OLDEST = [3, 9] as const;
const INSTALL_PYTHON = `Install Python ${OLDEST.join(".")} or newer, so that python3 is found.`;

/**
 * The machine's own Python: the program itself, where what is found first is a shim that looks for it each time.
 * @throws {UsageError} where there is none, it does not run, or it is too old
 */
export function systemPython(): string {
  const found = ["python3", "python"].map((name) => findProgram(name, ".")).find((path) => path !== undefined);
  if (found === undefined) throw new UsageError("there is no Python on this machine", INSTALL_PYTHON);
  const known = asked.get(found) ?? askPython(found);
  asked.set(found, known);
  return known;
}

/** Programs that were asked what they are; each tells once. */
const asked = new Map<string, string>();

function askPython(program: string): string {
  const question = "import sys; print(*sys.version_info[:2], sys.executable)";
  const { status, stdout } = spawnSync(program, ["-s", "-c", question], { encoding: "utf8", timeout: 30_000 });
  const [, major, minor, path] = /^(\d+) (\d+) (.+)$/m.exec(stdout ?? "") ?? [];
  if (status !== 0 || path === undefined) throw new UsageError(`the Python ${program} does not run`, INSTALL_PYTHON);
  if (Number(major) > OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) >= OLDEST[1])) return path;
  throw new UsageError(`the Python ${program} is ${major}.${minor}`, INSTALL_PYTHON);
}

/** The Python that an adapter runs on. Throws UsageError where there is none, or its packages are not installed. */
export function pythonFor(adapter: Adapter): string {
  const folder = environmentFolder(adapter);
  if (folder === undefined) return systemPython();
  if (isInstalled(adapter)) return pythonIn(folder);
  throw new UsageError(
    `the environment ${adapter.manifest.name} needs packages that are not installed`,
    `mat environments install ${adapter.word} makes a virtual environment with them.`,
  );
}
