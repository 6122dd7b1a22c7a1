import type { JsonValue } from "../../core/json/value.ts";
import { checkRunFile } from "../run-file/check-run-file.ts";
import type { Environment } from "./read-variables.ts";
import { type ResolvedSettings, resolveSettings } from "./resolve-settings.ts";

/** Where settings may come from. */
export interface ConfigurationRequest {
  /** A run file. */
  readonly file?: string | undefined;
  readonly flags: Readonly<Record<string, JsonValue | undefined>>;
  readonly environment: Environment;
}

/** What is set, and by whom. A run file is checked as a whole. Throws UsageError for what is wrong with any of them. */
export async function configuration({ file, flags, environment }: ConfigurationRequest): Promise<ResolvedSettings> {
  if (file === undefined) return resolveSettings({ flags, environment });
  const { settings, output } = await checkRunFile({ file, flags, environment });
  const named = settings.settings.map((item) =>
    item.name === "output" && item.value === null ? { ...item, value: output } : item,
  );
  return { ...settings, settings: named };
}
