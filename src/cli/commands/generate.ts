import { UsageError } from "../../core/errors.ts";
import { defineCommand } from "../command.ts";
import { connectionOf, connectionOptionTable, samplingOf, samplingOptionTable } from "../connection-options.ts";
import { defaultConcurrency } from "../default-concurrency.ts";
import { describeEstimate, describeRun } from "../describe/describe-generate.ts";
import { showGenerateProgress } from "../generate-progress.ts";
import { readErrorRates } from "../read-error-rates.ts";
import { requireAtLeastOne } from "../require-at-least-one.ts";
import { toolOptionTable, toolWatch } from "../tool-options.ts";

export const command = defineCommand({
  name: "generate",
  summary: "Let an agent act on tasks under templates: a run, which becomes a dataset",
  details: [
    "An episode is a task under a template. The same command goes on with a run that was stopped, by Ctrl-C or anything " +
      "else; with other options it is refused. docs/generate.md says what stands in RUN.",
  ],
  positionals: [],
  options: {
    tasks: { type: "list", value: "TASKS", required: true, summary: "builtin:NAME,NAME, or files of tasks" },
    templates: {
      type: "list",
      value: "TEMPLATES",
      required: true,
      summary: "A library, or names of templates that come with mat: react, autogpt-en",
    },
    model: {
      type: "text",
      value: "NAME",
      summary:
        "Who acts: reader, if absent, oracle, or a blind policy: random, greedy, no-tool; with --base-url or --preset, a served model",
    },
    errors: {
      type: "list",
      value: "KIND=RATE",
      summary: "Errors that the reader makes on purpose, such as wrong_tool=0.1; telemetry.jsonl names each",
    },
    number: { type: "number", short: "n", value: "N", required: true, summary: "How many episodes" },
    "per-task": {
      type: "number",
      value: "K",
      summary: "Episodes of each task, under different templates; 1 if absent",
    },
    accept: {
      type: "number",
      value: "M",
      summary: "Keep the first M episodes, in the plan's order, that pass --filter",
    },
    filter: {
      type: "list",
      value: "FILTER",
      commas: false,
      summary: "A filter, as NAME or NAME:key=value,key=value; with --accept",
    },
    seed: { type: "number", value: "S", summary: "Another seed, other tasks and another order; 0 if absent" },
    lang: {
      type: "list",
      value: "LANGUAGE",
      choices: ["en", "zh"],
      summary: "Languages of built-in tasks; those of the templates if absent",
    },
    level: {
      type: "list",
      value: "LEVEL",
      choices: ["1", "2", "3", "4", "5"],
      summary: "Levels of built-in tasks, all if absent",
    },
    split: {
      type: "text",
      value: "SPLIT",
      choices: ["train", "test"],
      summary: "Split of built-in tasks, train if absent",
    },
    tools: {
      type: "list",
      value: "TOOLS",
      commas: false,
      summary:
        "Tools for tasks that are queries alone: a name such as web_search, a JSON file, or a module; they run as programs and code",
    },
    environment: {
      type: "list",
      value: "FILE",
      commas: false,
      summary: "An environment in Python that tasks are of: its Python file; it runs as a program",
    },
    ...toolOptionTable,
    cassette: {
      type: "text",
      value: "MODE",
      choices: ["record", "replay", "off"],
      summary: "Record what tools give, or take it from a recording; off if absent",
    },
    "cassette-file": {
      type: "text",
      value: "FOLDER",
      summary: "The cassette; RUN/cassette if absent, when it is recorded",
    },
    "max-steps": { type: "number", value: "N", summary: "Calls of the model in one episode; 20 if absent" },
    date: { type: "text", value: "DATE", summary: "What prompts say the date is, YYYY-MM-DD; the clock is never read" },
    output: { type: "text", short: "o", value: "RUN", required: true, summary: "The run's folder" },
    concurrency: {
      type: "number",
      value: "C",
      summary: "Episodes that are played at once; 32 if absent, 2000 with --batch",
    },
    ...connectionOptionTable,
    ...samplingOptionTable,
    "shard-size": { type: "number", value: "N", summary: "Episodes of one shard; 1000 if absent" },
    "dry-run": { type: "flag", summary: "Only say what would be done: episodes, calls, tokens" },
    "plan-only": { type: "flag", summary: "Only write the plan, for mat work" },
  },
  examples: [
    {
      command: "mat generate --tasks builtin:search --templates react,autogpt -n 200 --seed 7 -o run",
      says: "Two hundred episodes, in English and Chinese",
    },
    {
      command:
        "mat generate --tasks builtin:search --templates library -n 500 --accept 100 --filter solved -o run-good",
      says: "The first hundred that were solved",
    },
    {
      command:
        "mat generate --tasks builtin:search --templates react --preset vllm --model my-model -n 100 --dry-run -o run-vllm",
      says: "What it would take to have a model act that vLLM serves on this machine",
    },
  ],
  async run({ options }, context) {
    requireAtLeastOne(options, [
      "number",
      "per-task",
      "accept",
      "concurrency",
      "shard-size",
      "max-steps",
      "max-prompt-tokens",
    ]);
    const { parseFilterFlag } = await import("../../filter/filter-request.ts");
    const { estimateRequest, generateRun, writePlan } = await import("../../pipeline/generate-run.ts");
    const { settingValues } = await import("../../pipeline/settings/setting-values.ts");
    const { seed, model, concurrency } = settingValues(
      { seed: options.seed, model: options.model, concurrency: options.concurrency },
      process.env,
    );
    const connection = connectionOf(options);
    const sampling = samplingOf(options);
    if (connection === undefined && Object.keys(sampling).length > 0)
      throw new UsageError(
        `--${flagOf(Object.keys(sampling)[0]!)} is for models on servers`,
        "Say where it is: --base-url or --preset.",
      );
    if (connection !== undefined && model === undefined)
      throw new UsageError("a served model is to act, and none is named", "Name the model: --model NAME.");
    const request = {
      connection,
      sampling,
      maxPromptTokens: options["max-prompt-tokens"],
      tasks: options.tasks,
      templates: options.templates,
      model: model ?? "reader",
      errors: readErrorRates(options.errors),
      episodes: options.number!,
      perTask: options["per-task"],
      seed,
      languages: options.lang as readonly ("en" | "zh")[],
      levels: options.level.map(Number),
      split: options.split,
      accept: options.accept,
      filters: options.filter.map(parseFilterFlag),
      shardSize: options["shard-size"],
      tools: options.tools,
      environments: options.environment,
      mcp: options.mcp,
      allowPrivate: options["allow-private"],
      cassette: options.cassette,
      cassetteFile: options["cassette-file"],
      maxSteps: options["max-steps"],
      date: options.date,
      output: options.output,
    };
    if (options["dry-run"] || options["plan-only"]) {
      const estimate = await (options["plan-only"] ? writePlan : estimateRequest)(request, toolWatch(context));
      context.report(estimate, { data: describeEstimate(estimate) });
      return "ok";
    }
    const report = await generateRun(request, {
      ...toolWatch(context),
      concurrency: concurrency ?? defaultConcurrency(connection),
      signal: context.signal,
      onProgress: showGenerateProgress(context),
    });
    context.report(report, { summary: describeRun(report) });
    return "ok";
  },
});

/** The flag of a member of a plan's sampling. */
function flagOf(member: string): string {
  return member === "max_tokens" ? "max-reply-tokens" : member === "slots" ? "send-slots" : member.replace("_", "-");
}
