import { UsageError } from "../../core/errors.ts";
import { defineCommand } from "../command.ts";
import { connectionOf, connectionOptionTable, samplingOf, samplingOptionTable } from "../connection-options.ts";
import { describeGenerated, describeWritingEstimate } from "../describe/describe-templates.ts";
import { requireAtLeastOne } from "../require-at-least-one.ts";
import { showWritingProgress } from "../writing-progress.ts";

/** A prompt that asks for a template has no memory to cut. */
const { "max-prompt-tokens": _, ...askedOptionTable } = samplingOptionTable;

export const command = defineCommand({
  name: "templates generate",
  summary: "Make a library of prompt templates, with the embedded meta-agent or with a model",
  details: [
    "Composes templates from a grammar of phrases and protocol parameters, and spreads them over abilities, kinds of " +
      "protocol, ways to show tools, tones and languages. No network; the same flags give the same library.",
    "With --model a served model writes them instead, one for each request, for whatever the library has least of. Each is " +
      "checked, mended twice at most, and kept, or dropped by a named reason. The same command goes on with what was stopped; " +
      "exit code 3: the model is too weak for N. docs/templates-by-model.md says more.",
  ],
  positionals: [],
  options: {
    number: { type: "number", short: "n", value: "N", required: true, summary: "How many templates" },
    queries: {
      type: "text",
      value: "FILE",
      summary:
        "Queries that agents are to meet, a line each (.txt) or as JSON rows: what they are about colours profiles; a model is shown some",
    },
    lang: { type: "list", value: "LANGUAGE", choices: ["en", "zh"], summary: "Languages, both if absent" },
    source: { type: "text", value: "NAME", summary: "Who makes them: grammar if absent, or what a plugin brings" },
    model: { type: "text", value: "NAME", summary: "A served model that writes them; with --base-url or --preset" },
    attempts: {
      type: "number",
      value: "M",
      summary: "Templates that the model may try at most; three times N if absent",
    },
    concurrency: { type: "number", value: "C", summary: "Templates that the model writes at once; 32 if absent" },
    seed: { type: "number", value: "S", summary: "Another seed, another library; 0 if absent" },
    output: { type: "text", short: "o", value: "LIBRARY", required: true, summary: "The folder to write" },
    compress: { type: "flag", summary: "Write the templates compressed with zstd" },
    force: { type: "flag", summary: "Replace the library that stands there" },
    ...connectionOptionTable,
    ...askedOptionTable,
    "dry-run": { type: "flag", summary: "Only say how many requests the model would get, and how long they are" },
  },
  examples: [
    { command: "mat templates generate -n 200 --seed 1 -o library", says: "Two hundred, English and Chinese" },
    { command: "mat templates generate -n 50 --lang zh -o library-zh", says: "Chinese only" },
    {
      command: "mat templates generate --preset vllm --model my-model -n 500 --dry-run -o library-vllm",
      says: "What it would take to have a model write them that vLLM serves on this machine",
    },
  ],
  async run({ options }, context) {
    if (options.number === undefined || options.number < 1)
      throw new UsageError("-n must be at least 1", "Write for example -n 200.");
    requireAtLeastOne(options, ["attempts", "concurrency"]);
    const { settingValues } = await import("../../pipeline/settings/setting-values.ts");
    const { seed, concurrency } = settingValues({ seed: options.seed, concurrency: options.concurrency }, process.env);
    const connection = connectionOf(options);
    const sampling = samplingOf(options);
    const library = {
      count: options.number,
      seed,
      languages: options.lang as readonly ("en" | "zh")[],
      queries: options.queries,
      output: options.output,
      compress: options.compress,
      force: options.force,
    };
    if (options.model !== undefined) {
      const { source, model, attempts } = options;
      if (source !== undefined) throw new UsageError("--source and --model are two makers", "Give one of them.");
      if (connection === undefined)
        throw new UsageError(`nobody says where ${model} is served`, "Give --base-url or --preset.");
      const { estimateTemplates, writeTemplates } = await import("../../pipeline/write-templates.ts");
      const request = { ...library, model, connection, sampling, attempts };
      if (options["dry-run"]) {
        const estimate = await estimateTemplates(request);
        context.report(estimate, { data: describeWritingEstimate(estimate) });
        return "ok";
      }
      const onProgress = showWritingProgress(context);
      const report = await writeTemplates(request, {
        concurrency: concurrency ?? 32,
        signal: context.signal,
        onProgress,
      });
      context.report(report, { summary: describeGenerated(report) });
      return report.written?.missing === 0 ? "ok" : "refused";
    }
    if (connection !== undefined || Object.keys(sampling).length > 0 || options.attempts || options["dry-run"])
      throw new UsageError("a model on a server is spoken of, and not named", "Name it: --model NAME.");
    const { generateLibrary } = await import("../../templates/meta-agent/generate-library.ts");
    const report = await generateLibrary({
      ...library,
      source: options.source,
      signal: context.signal,
      onProgress: context.rowProgress,
    });
    context.report(report, { summary: describeGenerated(report) });
    return "ok";
  },
});
