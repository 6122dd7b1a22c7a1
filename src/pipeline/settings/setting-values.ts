import type { Environment } from "./read-variables.ts";
import { resolveSettings } from "./resolve-settings.ts";

/**
 * What flags and variables say about settings, for a command that has no run file: the flag, else the variable, else undefined,
 * so that the command's own default holds. Throws UsageError for a variable of no use.
 */
export function settingValues<Flags extends { readonly [name: string]: string | number | undefined }>(
  flags: Flags,
  environment: Environment,
): Flags {
  const { settings } = resolveSettings({ flags, environment });
  const given = settings.filter(({ name, source }) => Object.hasOwn(flags, name) && source !== "default");
  return { ...flags, ...Object.fromEntries(given.map(({ name, value }) => [name, value])) };
}
