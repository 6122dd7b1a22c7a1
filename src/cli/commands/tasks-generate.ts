import { UsageError } from "../../core/errors.ts";
import { defineCommand } from "../command.ts";
import { connectionOf, connectionOptionTable, samplingOf, samplingOptionTable } from "../connection-options.ts";
import { describeInstructedTasks, describePrompts, describeWrittenTasks } from "../describe/describe-tasks.ts";
import { requireAtLeastOne } from "../require-at-least-one.ts";
import { taskOptions, taskOptionTable } from "../task-options.ts";

/** How long a prompt may be is no question here: what a model is shown is bounded. */
const { "max-prompt-tokens": _, ...askingOptionTable } = samplingOptionTable;

export const command = defineCommand({
  name: "tasks generate",
  summary: "Make tasks of an environment, or have a model write them, as JSON lines",
  details: [
    "The same flags give the same tasks. In every twenty-five of them one needs no tool, one lacks the tool, one lacks a " +
      "value that only the user knows, and one cannot be done.",
    "With --model and --from a model on a server writes tasks about tables, a graph of knowledge or APIs of yours " +
      "(docs/tasks-by-a-model.md). Each is checked, mended at most twice, and kept beside with its reason if it cannot be taken.",
  ],
  positionals: [{ name: "ENVIRONMENT", summary: "Its name: mat tasks list prints all; none with --from" }],
  options: {
    number: { type: "number", short: "n", value: "N", required: true, summary: "How many tasks" },
    ...taskOptionTable,
    output: { type: "text", short: "o", value: "FILE", summary: "The file to write; standard output if absent" },
    force: { type: "flag", summary: "Replace the file that stands there" },
    from: {
      type: "text",
      value: "KIND",
      choices: ["tables", "graph", "apis"],
      summary: "What a model writes tasks about; see --input",
    },
    input: {
      type: "list",
      value: "PATH",
      commas: false,
      summary:
        "Tables (CSV, TSV, JSONL, Parquet, a folder of them, or builtin:db), triples (TSV, JSONL), or APIs (ToolBench's " +
        "folder of tools, or files of tools)",
    },
    scope: {
      type: "list",
      value: "SCOPE",
      choices: ["G1", "G2", "G3"],
      summary: "APIs of one tool (G1), of several of a category (G2), of several categories (G3); all if absent",
    },
    model: { type: "text", value: "NAME", summary: "The model that writes tasks, as its server calls it" },
    concurrency: { type: "number", value: "C", summary: "Tasks that a model is asked for at once; 32 if absent" },
    "dry-run": { type: "flag", summary: "With --from, only print what a model would be asked" },
    ...connectionOptionTable,
    ...askingOptionTable,
  },
  examples: [
    { command: "mat tasks generate search -n 25 --level 1,2 -o tasks.jsonl", says: "Easy ones, in both languages" },
    { command: "mat tasks generate search -n 3 --lang zh", says: "To the screen" },
    {
      command:
        "mat tasks generate --from apis --input configs/tools/example.json --preset vllm --model my-model -n 2 --dry-run -o queries.jsonl",
      says: "What a model that vLLM serves on this machine would be asked for two queries",
    },
  ],
  async run({ positionals, options }, context) {
    if (options.number === undefined || options.number < 1)
      throw new UsageError("-n must be at least 1", "Write for example -n 100.");
    const { settingValues } = await import("../../pipeline/settings/setting-values.ts");
    const { seed = 0, model } = settingValues({ seed: options.seed, model: options.model }, process.env);
    const { output, force, number: count } = options;
    const chosen = taskOptions({ ...options, seed });
    const connection = connectionOf(options);
    if (options.from !== undefined) {
      if (positionals.ENVIRONMENT !== undefined)
        throw new UsageError("an environment is named beside --from", "Leave out one of them.");
      if (model === undefined || connection === undefined)
        throw new UsageError("--from needs a model on a server", "Say which: --model NAME --base-url URL.");
      if (output === undefined) throw new UsageError("--from needs a file to write", "Name it: -o tasks.jsonl.");
      requireAtLeastOne(options, ["concurrency"]);
      const { instructRun, previewInstruct } = await import("../../pipeline/instruct-run.ts");
      const { languages, levels } = chosen;
      const request = {
        from: options.from,
        inputs: options.input,
        scopes: options.scope as readonly ("G1" | "G2" | "G3")[],
        model,
        connection,
        sampling: samplingOf(options),
        count,
        seed,
        languages,
        levels,
        concurrency: options.concurrency ?? 32,
        output,
        force,
        signal: context.signal,
        onProgress: context.rowProgress,
      };
      if (options["dry-run"]) {
        const prompts = await previewInstruct(request);
        context.report({ prompts }, { data: describePrompts(prompts) });
        return "ok";
      }
      const report = await instructRun(request);
      context.report(report, { summary: describeInstructedTasks(report) });
      return report.tasks < report.wanted ? "refused" : "ok";
    }
    for (const name of ["input", "scope"] as const)
      if (options[name].length > 0)
        throw new UsageError(`--${name} is given without --from`, "Say what it is: --from tables.");
    if (options.model !== undefined || connection !== undefined || Object.keys(samplingOf(options)).length > 0)
      throw new UsageError(
        "a model is named, and not what it is to write about",
        "Say so: --from tables --input PATH.",
      );
    if (positionals.ENVIRONMENT === undefined)
      throw new UsageError("no environment is named", "mat tasks list prints all; or have a model write: --from.");
    const { namedEnvironment } = await import("../../tasks/registry.ts");
    const { generateTasks } = await import("../../tasks/generate-tasks.ts");
    const environments = [namedEnvironment(positionals.ENVIRONMENT)];
    const tasks = generateTasks({ environments, count, ...chosen });
    if (output === undefined) {
      const { taskLine } = await import("../../tasks/task-line.ts");
      for (const task of tasks) {
        context.write(taskLine(task));
        // Making tasks leaves no room for the news that nobody reads on, or that the user wants no more.
        await new Promise(setImmediate);
        context.signal.throwIfAborted();
      }
      return "ok";
    }
    const { writeTasks } = await import("../../tasks/write-tasks.ts");
    const report = await writeTasks(tasks, { output, force, signal: context.signal, onProgress: context.rowProgress });
    context.report(report, { summary: describeWrittenTasks(report) });
    return "ok";
  },
});
