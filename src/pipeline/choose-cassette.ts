import { join, resolve } from "node:path";
import { RunChangedError, UsageError } from "../core/errors.ts";
import type { Plan } from "../generate/plan.ts";
import { pathInPlan } from "../generate/run-folder.ts";
import { CASSETTE } from "../store/run-files.ts";
import { type Cassette, openCassette } from "../tools/cassette/cassette.ts";
import { hashOfCassette } from "../tools/cassette/cassette-files.ts";
import { recordListings } from "../tools/cassette/recorded-listings.ts";
import type { ServerListing } from "../tools/mcp/open-servers.ts";

/** What `--cassette` and `--cassette-file` say. */
export interface CassetteChoice {
  readonly cassette?: "record" | "replay" | "off" | undefined;
  /** The cassette's folder. */
  readonly cassetteFile?: string | undefined;
}

/** What is to stand in the plan of the run in this folder. */
export async function specifyCassette(
  { cassette = "off", cassetteFile }: CassetteChoice,
  run: string,
): Promise<Plan["cassette"]> {
  if (cassette === "off") {
    if (cassetteFile === undefined) return undefined;
    throw new UsageError("--cassette-file is given without --cassette", "Add --cassette record or --cassette replay.");
  }
  const folder = cassetteFile ?? join(run, CASSETTE);
  if (cassette === "record") return { mode: "record", folder: pathInPlan(run, folder) };
  if (cassetteFile === undefined)
    throw new UsageError(
      "--cassette replay does not say which one",
      `Name the folder: --cassette-file RUN/${CASSETTE}, of the run that recorded it.`,
    );
  return { mode: "replay", path: pathInPlan(run, folder), sha256: await hashOfCassette(folder) };
}

/** The folder of the cassette that the run in this folder replays; undefined where it replays none. */
export function replayedCassette(cassette: Plan["cassette"], run: string): string | undefined {
  return cassette?.mode === "replay" ? resolve(run, cassette.path) : undefined;
}

/**
 * Opens the cassette of the plan of the run in this folder; one that records keeps the tools of MCP servers. Throws RunChangedError
 * where it is not what it was.
 */
export function cassetteOfPlan(
  { cassette }: Plan,
  run: string,
  listings: readonly ServerListing[],
): (() => Promise<Cassette>) | undefined {
  if (cassette === undefined) return undefined;
  if (cassette.mode === "record") {
    const folder = resolve(run, cassette.folder);
    return async () => {
      await recordListings(folder, listings);
      return openCassette(folder, "record");
    };
  }
  const folder = resolve(run, cassette.path);
  return async () => {
    if ((await hashOfCassette(folder)) === cassette.sha256) return openCassette(folder, "replay");
    throw new RunChangedError(
      "the cassette of this run has changed since it was planned",
      "Put back what it was, or begin a new run in another folder.",
      { file: folder },
    );
  };
}
