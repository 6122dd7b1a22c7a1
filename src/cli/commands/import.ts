import { defineCommand } from "../command.ts";
import { describeImport } from "../describe/describe-import.ts";
import { formatOptions } from "../format-options.ts";

export const command = defineCommand({
  name: "import",
  summary: "Read trajectories in some format and keep them as a dataset",
  details: [
    "Rows that the format leaves out or refuses are kept in the dataset's dropped/ folder, by reason; nothing disappears. " +
      "A row that cannot be read at all ends the import, unless --on-error skip is given.",
  ],
  positionals: [],
  options: {
    from: {
      type: "text",
      value: "FORMAT",
      summary: "The input's format (see mat formats); guessed from the rows if absent",
    },
    input: {
      type: "list",
      value: "PATH",
      required: true,
      summary: "A file, glob, folder, or - for standard input; .gz and .zst are unpacked",
    },
    output: { type: "text", short: "o", value: "DATASET", required: true, summary: "The folder to write" },
    "on-error": {
      type: "text",
      value: "WHAT",
      choices: ["fail", "skip"],
      summary: "What a row that cannot be read does: end the import (the default), or be listed and left out",
    },
    licence: {
      type: "list",
      value: "NAME",
      commas: false,
      summary: "A licence that the data is under, kept in the manifest",
    },
    compress: { type: "flag", summary: "Write the rows compressed with zstd" },
    force: { type: "flag", summary: "Replace the dataset that stands there" },
  },
  moreOptions: (words) => formatOptions(["read_options"], words),
  examples: [
    {
      command: "mat import --from toolbench --input configs/quickstart/answer -o sample",
      says: "ToolBench answer files",
    },
    {
      command:
        "mat import --from toolbench --input configs/quickstart/answer --held-out configs/quickstart/test_query_ids -o sample --force",
      says: "The same without the queries of the test sets",
    },
  ],
  async run({ options, more }, context) {
    const { importRows } = await import("../../format/import.ts");
    const report = await importRows({
      inputs: options.input,
      from: options.from,
      readOptions: more,
      onError: options["on-error"],
      output: options.output,
      licences: options.licence,
      compress: options.compress,
      force: options.force,
      signal: context.signal,
      onProgress: context.rowProgress,
    });
    context.report(report, { summary: describeImport(report) });
    return report.refused > 0 || report.bad > 0 ? "refused" : "ok";
  },
});
