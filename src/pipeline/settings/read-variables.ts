import { nearestName } from "../../core/nearest-name.ts";
import { SETTINGS } from "./settings.ts";

/** The variables of an environment, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the `MAT_*` variables of an environment say. */
export interface Variables {
  /** The texts of those that set something, by the setting's name. */
  readonly given: ReadonlyMap<string, string>;
  /** Names of those that hold a secret. */
  readonly secrets: readonly string[];
  /** What is to be said of names that mat does not know. */
  readonly warnings: readonly string[];
}

const SECRET = /^MAT_.*_?(?:KEY|TOKEN|SECRET|PASSWORD)$/;
/** For those who work on mat: where its tests find data of others, and what its checks run on. */
const DEVELOPMENT = ["MAT_GOLDEN", "MAT_CI_NODE", "MAT_TEST_REPORT"];

/** Reads the `MAT_*` variables. An empty one is as good as none; values of secrets are not even looked at. */
export function readVariables(environment: Environment): Variables {
  const names = Object.keys(environment).filter((name) => name.startsWith("MAT_") && environment[name] !== "");
  const known = new Map(SETTINGS.map(({ name, variable }) => [variable, name]));
  const secrets = names.filter((name) => !known.has(name) && SECRET.test(name)).sort();
  const unknown = names.filter((name) => !known.has(name) && !secrets.includes(name) && !DEVELOPMENT.includes(name));
  return {
    given: new Map(names.flatMap((name) => (known.has(name) ? [[known.get(name)!, environment[name]!] as const] : []))),
    secrets,
    warnings: unknown.sort().map((name) => describeUnknown(name, [...known.keys()])),
  };
}

function describeUnknown(name: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  const hint = near === undefined ? `It knows ${known.join(", ")}.` : `Did you mean ${near}?`;
  return `mat knows no variable ${name}, and takes no notice of it. ${hint}`;
}
