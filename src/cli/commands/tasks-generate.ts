import { UsageError } from "../../core/errors.ts";
import { defineCommand } from "../command.ts";
import { describeWrittenTasks } from "../describe-tasks.ts";
import { taskOptions, taskOptionTable } from "../task-options.ts";

export const command = defineCommand({
  name: "tasks generate",
  summary: "Make tasks of an environment, as JSON lines",
  details: [
    "The same flags give the same tasks. In every twenty-five of them one needs no tool, one lacks the tool, one lacks a " +
      "value that only the user knows, and one cannot be done.",
  ],
  positionals: [{ name: "ENVIRONMENT", required: true, summary: "Its name: mat tasks list prints all" }],
  options: {
    number: { type: "number", short: "n", value: "N", required: true, summary: "How many tasks" },
    ...taskOptionTable,
    output: { type: "text", short: "o", value: "FILE", summary: "The file to write; standard output if absent" },
    force: { type: "flag", summary: "Replace the file that stands there" },
  },
  examples: [
    { command: "mat tasks generate search -n 25 --level 1,2 -o tasks.jsonl", says: "Easy ones, in both languages" },
    { command: "mat tasks generate search -n 3 --lang zh", says: "To the screen" },
  ],
  async run({ positionals, options }, context) {
    if (options.number === undefined || options.number < 1)
      throw new UsageError("-n must be at least 1", "Write for example -n 100.");
    const { namedEnvironment } = await import("../../tasks/registry.ts");
    const { generateTasks } = await import("../../tasks/generate-tasks.ts");
    const { settingValues } = await import("../../pipeline/settings/setting-values.ts");
    const { seed } = settingValues({ seed: options.seed }, process.env);
    const environments = [namedEnvironment(positionals.ENVIRONMENT)];
    const tasks = generateTasks({ environments, count: options.number, ...taskOptions({ ...options, seed }) });
    if (options.output === undefined) {
      const { taskLine } = await import("../../tasks/task-line.ts");
      for (const task of tasks) context.write(taskLine(task));
      return "ok";
    }
    const { writeTasks } = await import("../../tasks/write-tasks.ts");
    const { output, force } = options;
    const report = await writeTasks(tasks, { output, force, signal: context.signal, onProgress: context.rowProgress });
    context.report(report, { summary: describeWrittenTasks(report) });
    return "ok";
  },
});
