import { UsageError } from "../core/errors.ts";

/** Refuses 0 and less for these flags, where they were given. Throws UsageError. */
export function requireAtLeastOne<Name extends string>(
  options: Readonly<Partial<Record<Name, number | undefined>>>,
  names: readonly Name[],
): void {
  for (const name of names)
    if ((options[name] ?? 1) < 1) throw new UsageError(`--${name} must be at least 1`, `It is ${options[name]}.`);
}
