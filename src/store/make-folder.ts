import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { PermissionError } from "../core/errors.ts";
import { errorCode } from "./file-error.ts";

/**
 * Makes a folder, and those above it, unless it is there. Node's own way (`recursive`) never ends in a file system that says
 * "no such folder" of one that cannot be made, as `/proc` does. `shownAs` is the path as the user knows it.
 * @throws {PermissionError} in such a file system
 */
export function makeFolder(path: string, shownAs = path): void {
  try {
    mkdirSync(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === "EEXIST" && statSync(path).isDirectory()) return;
    if (code !== "ENOENT") throw error;
    const above = dirname(path);
    if (existsSync(above))
      throw new PermissionError("no folder can be made here", "Choose another path.", { file: shownAs });
    makeFolder(above, shownAs);
    makeFolder(path, shownAs);
  }
}
