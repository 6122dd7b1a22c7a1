import { defineCommand } from "../command.ts";
import { describeForeseen, describeRunFile, hasRefused } from "../describe/describe-run-file.ts";
import { createLog } from "../log.ts";
import { settingFlags, settingOptions } from "../setting-options.ts";
import { showStages } from "../show-stages.ts";

export const command = defineCommand({
  name: "run",
  summary: "Go through a run file: a job of several stages, each with its inputs and options",
  details: [
    "All that is wrong with the file is said before anything starts. The same command again goes on where it stopped, and " +
      "keeps every stage whose options and inputs are what they were; docs/run-file.md says more.",
  ],
  positionals: [{ name: "FILE", required: true, summary: "A run file, in YAML" }],
  options: {
    only: { type: "text", value: "STAGE", summary: "This stage alone; what it reads must be there" },
    set: {
      type: "list",
      value: "STAGE.KEY=VALUE",
      commas: false,
      summary: "Another value for an option of a stage; the value is read as YAML",
    },
    ...settingOptions,
    fresh: { type: "flag", summary: "Do all stages again, whatever is there" },
    "dry-run": { type: "flag", summary: "Only say which stages would be done, and why" },
  },
  examples: [
    { command: "mat run configs/runs/generate-and-filter.yaml --dry-run", says: "What would be done" },
    {
      command: "mat run configs/runs/generate-and-filter.yaml --set rollouts.episodes=20 -o small",
      says: "A smaller run, in another folder",
    },
  ],
  async run({ positionals, options }, context) {
    const { checkRunFile } = await import("../../pipeline/run-file/check-run-file.ts");
    const { foreseeStages } = await import("../../pipeline/run-file/foresee-stages.ts");
    const { runStages } = await import("../../pipeline/run-file/run-stages.ts");
    const given = options as typeof options & { readonly "log-level"?: string; readonly "log-file"?: string };
    const checked = await checkRunFile({
      file: positionals.FILE,
      flags: { ...settingFlags(options), "log-level": given["log-level"] },
      environment: process.env,
      set: options.set,
    });
    for (const warning of checked.settings.warnings) if (!context.json) context.say(warning);
    if (options["dry-run"]) {
      const stages = await foreseeStages(checked, { only: options.only, fresh: options.fresh });
      const { name, output } = checked;
      context.report({ name, output, stages }, { data: describeForeseen(checked, stages) });
      return "ok";
    }
    const level = checked.settings.settings.find(({ name }) => name === "log-level");
    const log = level?.source === "run file" ? await createLog(String(level.value), given["log-file"]) : context.log;
    const { only, fresh } = options;
    const report = await runStages(checked, {
      only,
      fresh,
      signal: context.signal,
      ...showStages({ ...context, log }),
    });
    context.report(report, { summary: describeRunFile(report) });
    return hasRefused(report) ? "refused" : "ok";
  },
});
