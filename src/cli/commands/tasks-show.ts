import { defineCommand } from "../command.ts";
import { taskOptions, taskOptionTable } from "../task-options.ts";

export const command = defineCommand({
  name: "tasks show",
  summary: "Print a task: its query, its tools, one way to solve it",
  positionals: [
    { name: "SOURCE", required: true, summary: "An environment, or a file of tasks" },
    { name: "TASK", summary: "The number of an environment's task, or the id of one in a file; the first if absent" },
  ],
  options: taskOptionTable,
  examples: [
    { command: "mat tasks show search 4 --level 2 --lang en", says: "One of an environment" },
    { command: "mat tasks show tasks.jsonl", says: "The first of a file" },
  ],
  async run({ positionals, options }, context) {
    const { findTask } = await import("../../tasks/find-task.ts");
    const { showTask } = await import("../../view/show-task.ts");
    const found = await findTask(positionals.SOURCE, positionals.TASK, taskOptions(options));
    context.report(found, { data: showTask(found) });
    return "ok";
  },
});
