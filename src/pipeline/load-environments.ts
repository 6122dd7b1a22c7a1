import { join } from "node:path";
import { RunChangedError, UsageError } from "../core/errors.ts";
import type { Plan } from "../generate/plan.ts";
import { pathInPlan } from "../generate/run-folder.ts";
import { readAdapter } from "../tasks/bridge/adapter.ts";
import { type Bridge, openBridge } from "../tasks/bridge/bridge.ts";
import { QUERY } from "../tasks/query-world.ts";
import { ENVIRONMENTS } from "../tasks/registry.ts";

/** Environments outside of mat, by name, as `--environment` names them. */
export interface LoadedEnvironments {
  readonly bridges: ReadonlyMap<string, Bridge>;
  /** Ends their processes. */
  close(): void;
}

/** No environment outside of mat. */
export const NO_ENVIRONMENTS: LoadedEnvironments = { bridges: new Map(), close: () => {} };

/**
 * Opens the bridges to environments in Python; nothing of them runs before it is needed.
 * @throws {UsageError} for a name that is taken, and for an environment that cannot run here
 */
export function loadEnvironments(words: readonly string[]): LoadedEnvironments {
  const bridges = new Map<string, Bridge>();
  for (const adapter of words.map(readAdapter)) {
    const { name } = adapter.manifest;
    if (name === QUERY || Object.hasOwn(ENVIRONMENTS, name) || bridges.has(name))
      throw new UsageError(`two environments are called ${name}`, "Give yours another name.", { file: adapter.file });
    bridges.set(name, openBridge(adapter));
  }
  return {
    bridges,
    close() {
      for (const bridge of bridges.values()) bridge.close();
    },
  };
}

/** What is to stand of them in the plan of the run in this folder. */
export function environmentsInPlan({ bridges }: LoadedEnvironments, run: string): Pick<Plan, "environments"> {
  if (bridges.size === 0) return {};
  const adapters = [...bridges.values()].map(({ adapter }) => adapter);
  return {
    environments: {
      paths: adapters.map(({ file }) => pathInPlan(run, file)),
      sha256: adapters.map(({ sha256 }) => sha256),
      about: adapters.map(({ manifest: { name, title, licence, split, eval_only } }) => {
        return { name, title, licence, split, eval_only };
      }),
    },
  };
}

/**
 * Checks that these are the environments of a plan, which loads no code by itself.
 * @throws {UsageError} where none are given
 * @throws {RunChangedError} where one has changed
 */
export function requireEnvironments({ environments }: Plan, { bridges }: LoadedEnvironments, run: string): void {
  const wanted = environments?.sha256 ?? [];
  const given = [...bridges.values()].map(({ adapter }) => adapter.sha256);
  if (wanted.length > 0 && given.length === 0)
    throw new UsageError(
      "this run has environments outside of mat, and none are given",
      `Name them: ${environments!.paths.map((path) => `--environment ${join(run, path)}`).join(" ")}`,
      { file: run },
    );
  if (wanted.join() === given.join()) return;
  throw new RunChangedError(
    "the environments of this run are not those that it was planned with",
    "Give those, in the same order, or begin a new run in another folder.",
    { file: run },
  );
}
