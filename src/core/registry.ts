import { UsageError } from "./errors.ts";
import { nearestName } from "./nearest-name.ts";

/** The entry of this name. Throws UsageError, with the nearest name, where there is none; `kind` is what an entry is. */
export function lookUp<T>(kind: string, entries: Readonly<Record<string, T>>, name: string): T {
  if (Object.hasOwn(entries, name)) return entries[name]!;
  const known = Object.keys(entries);
  const near = nearestName(name, known);
  const hint = near === undefined ? "" : `; did you mean "${near}"?`;
  const fix = known.length === 0 ? "There are none." : `There are: ${known.join(", ")}.`;
  throw new UsageError(`there is no ${kind} "${name}"${hint}`, fix);
}

/** Adds an entry of a plugin. Throws UsageError where the name is taken: nothing of mat's own is ever replaced. */
export function addEntry<T>(kind: string, entries: Record<string, T>, name: string, entry: T): void {
  if (!/^[a-z][a-z0-9-]*$/.test(name))
    throw new UsageError(`"${name}" is no name for a ${kind}`, "Use lower-case letters, digits and hyphens.");
  if (Object.hasOwn(entries, name))
    throw new UsageError(`there already is a ${kind} "${name}"`, "Give the plugin's another name.");
  entries[name] = entry;
}
