import { UsageError } from "../../core/errors.ts";
import { defineCommand } from "../command.ts";
import { taskOptions, taskOptionTable } from "../task-options.ts";

export const command = defineCommand({
  name: "tasks stats",
  summary: "Measure how hard tasks are: the pass rates of five policies",
  details: [
    "Lets five policies try tasks under ReAct: random calls, greedy (one call of the tool that shares most words with the " +
      "query), no-tool (answers at once), reader (sees the prompt alone) and oracle (knows the solution). Prints a Markdown " +
      "table of pass rates, with the mean number of turns in brackets; tasks that ask for something else than calls stand apart.",
  ],
  positionals: [{ name: "ENVIRONMENT", summary: "Its name; all environments if absent" }],
  options: {
    number: { type: "number", short: "n", value: "N", summary: "Tasks of each level; 50 if absent" },
    ...taskOptionTable,
  },
  examples: [{ command: "mat tasks stats search -n 5 --level 1", says: "A quick look" }],
  async run({ positionals, options }, context) {
    const count = options.number ?? 50;
    if (count < 1) throw new UsageError("-n must be at least 1", "Write for example -n 50.");
    const { ENVIRONMENTS, namedEnvironment } = await import("../../tasks/registry.ts");
    const { measureTasks } = await import("../../agent/teachers/measure-tasks.ts");
    const { formatTaskMeasures } = await import("../../view/format-task-measures.ts");
    const name = positionals.ENVIRONMENT;
    const environments = name === undefined ? Object.values(ENVIRONMENTS) : [namedEnvironment(name)];
    const measures = await measureTasks({
      environments,
      tasks: count,
      ...taskOptions(options),
      signal: context.signal,
      onProgress: context.rowProgress,
    });
    context.report({ measures }, { data: formatTaskMeasures(measures) });
    return "ok";
  },
});
