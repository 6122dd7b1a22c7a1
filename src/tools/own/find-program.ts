import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join, resolve } from "node:path";

/**
 * The file of a program: a path as seen from the folder, or a name that is looked up where mat itself would find it, so that the
 * program need not get the search path. Undefined where there is none that can be run.
 */
export function findProgram(program: string, folder: string): string | undefined {
  if (isAbsolute(program) || /[/\\]/.test(program)) return [resolve(folder, program)].find(isProgram);
  const places = (process.env["PATH"] ?? "").split(delimiter).filter((place) => place !== "");
  return places.map((place) => join(place, program)).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
