import { UsageError } from "../../core/errors.ts";
import { defineCommand } from "../command.ts";
import { describeFiltering } from "../describe/describe-filtering.ts";

export const command = defineCommand({
  name: "filter",
  summary: "Make a dataset of the rows that filters keep",
  details: [
    "Filters run in the order in which they are given. Each drops rows, or masks or cuts steps, with a named reason; dropped " +
      "rows are kept in OUTPUT/dropped/. docs/filters.md says what there is.",
  ],
  positionals: [{ name: "DATASET", required: true, summary: "The dataset's folder" }],
  options: {
    filter: {
      type: "list",
      value: "FILTER",
      commas: false,
      summary: "A filter, as NAME or NAME:key=value,key=value",
    },
    config: {
      type: "text",
      value: "FILE",
      summary: "A YAML or JSON file that lists filters; they run before those of --filter",
    },
    output: { type: "text", short: "o", value: "DATASET", required: true, summary: "The folder to write" },
    compress: { type: "flag", summary: "Write the rows compressed with zstd" },
    force: { type: "flag", summary: "Replace the dataset that stands there" },
  },
  examples: [
    {
      command: "mat filter sample --filter final-answer --filter exact-duplicates -o sample-good",
      says: "Answered, and no two the same",
    },
    {
      command: "mat filter sample --filter known-tools:action=mask -o sample-masked",
      says: "Keep calls of unknown tools as context, without loss",
    },
  ],
  async run({ positionals, options }, context) {
    if (options.config === undefined && options.filter.length === 0) {
      throw new UsageError("no filter is given", "Name at least one: --filter NAME, or --config FILE.");
    }
    const { parseFilterFlag } = await import("../../filter/filter-request.ts");
    const { readFilterConfig } = await import("../../filter/read-filter-config.ts");
    const { filterDataset } = await import("../../filter/run-filter.ts");
    const configured = options.config === undefined ? [] : await readFilterConfig(options.config);
    const report = await filterDataset({
      input: positionals.DATASET,
      filters: [...configured, ...options.filter.map(parseFilterFlag)],
      output: options.output,
      compress: options.compress,
      force: options.force,
      signal: context.signal,
      onProgress: context.rowProgress,
    });
    context.report(report, { summary: describeFiltering(report) });
    return "ok";
  },
});
