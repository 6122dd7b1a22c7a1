import { addEntry, lookUp } from "../core/registry.ts";
import type { Environment, TaskWorld } from "./environment.ts";
import { databaseEnvironment } from "./environments/db/environment.ts";
import { graphWorld } from "./environments/graph/environment.ts";
import { searchEnvironment } from "./environments/search/environment.ts";
import { tablesWorld } from "./environments/tables/environment.ts";
import { timeEnvironment } from "./environments/time/environment.ts";

const environments: Record<string, Environment> = Object.fromEntries(
  [searchEnvironment, timeEnvironment, databaseEnvironment].map((environment) => [environment.name, environment]),
);

/** Every environment by name, those of plugins last. */
export const ENVIRONMENTS: Readonly<typeof environments> = environments;

/** The environment of this name; throws UsageError with the nearest name. */
export function namedEnvironment(name: string): Environment {
  return lookUp("environment", ENVIRONMENTS, name);
}

const WRITTEN: readonly TaskWorld[] = [tablesWorld, graphWorld];

/** What opens the worlds of tasks that say this of their environment; undefined where nothing does. */
export function taskWorld(environment: string): TaskWorld | undefined {
  if (Object.hasOwn(ENVIRONMENTS, environment)) return ENVIRONMENTS[environment];
  return WRITTEN.find(({ name }) => name === environment);
}

/** Adds an environment of a plugin. Throws UsageError for a name that is taken. */
export function registerEnvironment(environment: Environment): void {
  addEntry("environment", environments, environment.name, environment);
}
