import type { Trajectory } from "../core/trajectory.ts";

/** What every target may drop without a word: numbering, versions and our own bookkeeping say nothing of the episode. */
const STRUCTURE = new Set([
  "schema_version",
  "trajectory_id",
  "agent.name",
  "agent.version",
  "steps[].step_id",
  "steps[].source",
  "steps[].tool_calls[].tool_call_id",
  "steps[].observation.results[].source_call_id",
]);

const STEP_MAT = "steps[].extra.mat";

/** What is known of one path of a trajectory, found out once for all rows. */
interface Field {
  readonly path: string;
  /** `held`: no need to look; `lost`: to be named; `inside`: look at what is under it. */
  readonly fate: "held" | "lost" | "inside";
  /** What is known of the members under it, by key: of those that are lists, and of all others. */
  readonly lists: Map<string, Field>;
  readonly members: Map<string, Field>;
}

const MOST_FIELDS = 256;

const roots = new WeakMap<readonly string[], Field>();

/**
 * The paths of fields that a trajectory has and a target does not hold, such as `steps[].metrics`. `held` lists the paths
 * that the target holds (give the same list each time); a held path covers all that is under it, a path under which
 * something is held is looked into.
 */
export function lostFields(trajectory: Trajectory, held: readonly string[]): string[] {
  const root: Field = roots.get(held) ?? makeField("", "inside");
  roots.set(held, root);
  const lost = new Set<string>();
  look(trajectory as unknown as Readonly<Record<string, unknown>>, root, held, lost);
  return [...lost].sort();
}

function look(
  value: Readonly<Record<string, unknown>>,
  field: Field,
  held: readonly string[],
  lost: Set<string>,
): void {
  for (const key in value) {
    const item = value[key];
    if (item === null || item === undefined) continue;
    const inside = fieldUnder(field, key, Array.isArray(item), held);
    if (inside.fate === "lost") lost.add(inside.path);
    else if (inside.fate === "held" || typeof item !== "object") continue;
    else if (!Array.isArray(item)) look(item as Readonly<Record<string, unknown>>, inside, held, lost);
    else
      for (const element of item)
        if (typeof element === "object" && element !== null) look(element, inside, held, lost);
  }
}

function fieldUnder(parent: Field, key: string, isList: boolean, held: readonly string[]): Field {
  const known = isList ? parent.lists : parent.members;
  const found = known.get(key);
  if (found !== undefined) return found;
  const name = isList ? `${key}[]` : key;
  const path = parent.path === "" ? name : `${parent.path}.${name}`;
  const field = makeField(path, fateOf(path, key, held));
  // Rows may have any number of keys of their own; only so many are remembered.
  if (known.size < MOST_FIELDS) known.set(key, field);
  return field;
}

function makeField(path: string, fate: Field["fate"]): Field {
  return { path, fate, lists: new Map(), members: new Map() };
}

function fateOf(path: string, key: string, held: readonly string[]): Field["fate"] {
  // `extra.mat` is our bookkeeping, but for what a step says there; what else an `extra` holds is lost by its own name, and
  // an empty one is no loss.
  if (STRUCTURE.has(path) || held.includes(path) || held.includes(path.replace(/\[\]$/, ""))) return "held";
  if (path === STEP_MAT || path === `${STEP_MAT}.fields`) return path === STEP_MAT ? "inside" : "lost";
  if (path.endsWith("extra.mat") || path.startsWith(`${STEP_MAT}.`)) return "held";
  return key === "extra" || held.some((other) => other.startsWith(`${path}.`)) ? "inside" : "lost";
}
