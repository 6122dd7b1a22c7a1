import { UsageError } from "../../core/errors.ts";
import { defineCommand } from "../command.ts";
import { describeGenerated } from "../describe-templates.ts";

export const command = defineCommand({
  name: "templates generate",
  summary: "Make a library of prompt templates with the embedded meta-agent",
  details: [
    "Composes templates from a grammar of phrases and protocol parameters, and spreads them over abilities, kinds of " +
      "protocol, ways to show tools, tones and languages. No network; the same flags give the same library.",
  ],
  positionals: [],
  options: {
    number: { type: "number", short: "n", value: "N", required: true, summary: "How many templates" },
    queries: {
      type: "text",
      value: "FILE",
      summary:
        "Queries that agents are to meet, a line each (.txt) or as JSON rows: what they are about colours profiles",
    },
    lang: { type: "list", value: "LANGUAGE", choices: ["en", "zh"], summary: "Languages, both if absent" },
    source: { type: "text", value: "NAME", summary: "Who makes them: grammar if absent, or what a plugin brings" },
    seed: { type: "number", value: "S", summary: "Another seed, another library; 0 if absent" },
    output: { type: "text", short: "o", value: "LIBRARY", required: true, summary: "The folder to write" },
    compress: { type: "flag", summary: "Write the templates compressed with zstd" },
    force: { type: "flag", summary: "Replace the library that stands there" },
  },
  examples: [
    { command: "mat templates generate -n 200 --seed 1 -o library", says: "Two hundred, English and Chinese" },
    { command: "mat templates generate -n 50 --lang zh -o library-zh", says: "Chinese only" },
  ],
  async run({ options }, context) {
    if (options.number === undefined || options.number < 1)
      throw new UsageError("-n must be at least 1", "Write for example -n 200.");
    const { generateLibrary } = await import("../../templates/meta-agent/generate-library.ts");
    const { settingValues } = await import("../../pipeline/settings/setting-values.ts");
    const { seed } = settingValues({ seed: options.seed }, process.env);
    const report = await generateLibrary({
      count: options.number,
      source: options.source,
      seed,
      languages: options.lang as readonly ("en" | "zh")[],
      queries: options.queries,
      output: options.output,
      compress: options.compress,
      force: options.force,
      signal: context.signal,
      onProgress: context.rowProgress,
    });
    context.report(report, { summary: describeGenerated(report) });
    return "ok";
  },
});
