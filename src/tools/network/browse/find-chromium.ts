import { findProgram } from "../../own/find-program.ts";

/** How Chromium and browsers made of it are called, likeliest first. */
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];

/** The program that `CHROMIUM_PATH` names, or the first Chromium that there is; undefined where there is none. */
export function findChromium(): string | undefined {
  const named = process.env["CHROMIUM_PATH"];
  if (named !== undefined && named !== "") return findProgram(named, process.cwd());
  return NAMES.map((name) => findProgram(name, process.cwd())).find((found) => found !== undefined);
}

/** What to do where there is none. */
export const NO_CHROMIUM =
  "there is no Chromium: install it (apt-get install chromium), or name its program by the environment variable CHROMIUM_PATH";
