import { UsageError } from "../../core/errors.ts";
import { defineCommand } from "../command.ts";
import { describeWrittenTasks } from "../describe/describe-tasks.ts";
import { environmentOptionTable, environmentPositional } from "../environment-options.ts";

export const command = defineCommand({
  name: "environments tasks",
  summary: "Make tasks of an environment in Python, as JSON lines",
  details: [
    "The same seed gives the same tasks. mat generate plays them where it is told the environment too; those that are for " +
      "evaluation alone are for mat environments play.",
  ],
  positionals: [environmentPositional],
  options: {
    number: { type: "number", short: "n", value: "N", summary: "How many tasks; all if absent" },
    ...environmentOptionTable,
    output: { type: "text", short: "o", value: "FILE", required: true, summary: "The file to write" },
    force: { type: "flag", summary: "Replace the file that stands there" },
  },
  examples: [
    {
      command: "mat environments tasks configs/environments/parcels.py -n 20 -o parcels.jsonl",
      says: "Twenty, for mat generate",
    },
  ],
  async run({ positionals, options }, context) {
    if ((options.number ?? 1) < 1) throw new UsageError("-n must be at least 1", "Write for example -n 100.");
    const { readAdapter } = await import("../../tasks/bridge/adapter.ts");
    const { openBridge } = await import("../../tasks/bridge/bridge.ts");
    const { writeTasks } = await import("../../tasks/write-tasks.ts");
    const { settingValues } = await import("../../pipeline/settings/setting-values.ts");
    const { seed } = settingValues({ seed: options.seed }, process.env);
    const bridge = openBridge(readAdapter(positionals.ENVIRONMENT), options.data);
    try {
      const { output, force } = options;
      const tasks = bridge.tasks({ seed, count: options.number });
      const report = await writeTasks(tasks, {
        output,
        force,
        signal: context.signal,
        onProgress: context.rowProgress,
      });
      context.report(report, { summary: describeWrittenTasks(report) });
    } finally {
      bridge.close();
    }
    return "ok";
  },
});
