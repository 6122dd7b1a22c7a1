import { defineCommand } from "../command.ts";
import { describeEnvironmentLine, describeTaskLine } from "../describe/describe-tasks.ts";

export const command = defineCommand({
  name: "tasks list",
  summary: "List the environments that make tasks, or the tasks of a file",
  positionals: [{ name: "FILE", summary: "A file of tasks; the environments if absent" }],
  options: {},
  examples: [
    { command: "mat tasks list", says: "The environments" },
    { command: "mat tasks list tasks.jsonl", says: "The tasks of a file" },
  ],
  async run({ positionals }, context) {
    if (positionals.FILE === undefined) {
      const { ENVIRONMENTS } = await import("../../tasks/registry.ts");
      const environments = Object.values(ENVIRONMENTS).map(({ name, title }) => ({ name, title }));
      context.report({ environments }, { data: environments.map(describeEnvironmentLine).join("") });
      return "ok";
    }
    const { readTasks } = await import("../../tasks/sources/read-tasks.ts");
    const listed = readTasks(positionals.FILE, { signal: context.signal });
    if (context.json) context.report({ tasks: await Array.fromAsync(listed) }, { data: "" });
    else for await (const task of listed) context.write(describeTaskLine(task));
    return "ok";
  },
});
