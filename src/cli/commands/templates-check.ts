import { defineCommand } from "../command.ts";
import { describeLibraryCheck } from "../describe/describe-templates.ts";

export const command = defineCommand({
  name: "templates check",
  summary: "Check templates, and a library as a whole, each failure with a reason",
  details: [
    "Looks at sources, slots, the protocol law on 200 steps, prompts with 0, 1 and 50 tools, labels, language, length and " +
      "demands; of a library also at ids, shared protocols and near-duplicates. The exit code is 3 when something is wrong.",
  ],
  positionals: [
    { name: "LIBRARY", required: true, summary: "The library's folder, or a JSON, JSONL or YAML file of templates" },
  ],
  options: {
    limit: { type: "number", value: "N", summary: "How many failures to print, 20 if absent" },
    "max-tokens": { type: "number", value: "N", summary: "The most tokens of fixed text, about; 2000 if absent" },
  },
  examples: [{ command: "mat templates check library", says: "All of a library" }],
  async run({ positionals, options }, context) {
    const { checkLibrary } = await import("../../templates/check/check-library.ts");
    const report = await checkLibrary(positionals.LIBRARY, {
      maxFixedTokens: options["max-tokens"],
      signal: context.signal,
      onProgress: context.rowProgress,
    });
    context.report(report, { data: describeLibraryCheck(report, options.limit ?? 20) });
    return report.ok ? "ok" : "refused";
  },
});
