import { defineCommand } from "../command.ts";
import { describeSettings } from "../describe/describe-settings.ts";
import { settingFlags, settingOptions } from "../setting-options.ts";

export const command = defineCommand({
  name: "config",
  summary: "Print what is set, and by whom: flag, MAT_* variable, run file, or default",
  details: [
    "A flag goes before a variable, that before the run file, and that before the default. Of variables that hold a secret " +
      "only their names are printed.",
  ],
  positionals: [{ name: "FILE", summary: "A run file" }],
  options: settingOptions,
  examples: [
    { command: "mat config", says: "Without a run file" },
    { command: "MAT_SEED=5 mat config configs/runs/quickstart.yaml", says: "What a run of this file would go by" },
  ],
  async run({ positionals, options }, context) {
    const { configuration } = await import("../../pipeline/settings/configuration.ts");
    const given = options as typeof options & { readonly "log-level"?: string };
    const found = await configuration({
      file: positionals.FILE,
      flags: { ...settingFlags(options), "log-level": given["log-level"] },
      environment: process.env,
    });
    for (const warning of found.warnings) if (!context.json) context.say(warning);
    context.report(found, { data: describeSettings(found) });
    return "ok";
  },
});
