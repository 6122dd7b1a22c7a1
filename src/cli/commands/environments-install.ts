import { defineCommand } from "../command.ts";
import { describeInstallation } from "../describe/describe-environments.ts";
import { environmentPositional } from "../environment-options.ts";

export const command = defineCommand({
  name: "environments install",
  summary: "Make the virtual environment of an environment in Python",
  details: [
    "Exactly the packages that the environment names are installed, with uv where there is one, else with Python's own venv " +
      "and pip, into the cache folder ($XDG_CACHE_HOME/mat/environments, or ~/.cache).",
  ],
  positionals: [environmentPositional],
  options: { force: { type: "flag", summary: "Make it anew" } },
  examples: [{ command: "mat environments install configs/environments/parcels.py", says: "This one needs nothing" }],
  async run({ positionals, options }, context) {
    const { readAdapter } = await import("../../tasks/bridge/adapter.ts");
    const { installAdapter } = await import("../../tasks/bridge/install-adapter.ts");
    const { signal } = context;
    const report = await installAdapter(readAdapter(positionals.ENVIRONMENT), { force: options.force, signal });
    context.report(report, { summary: describeInstallation(report) });
    return "ok";
  },
});
