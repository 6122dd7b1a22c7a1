import { checkStandardOutput } from "../check-standard-output.ts";
import { defineCommand } from "../command.ts";
import { describeWritten } from "../describe/describe-export.ts";
import { describeSource } from "../describe/describe-import.ts";
import { formatOptions } from "../format-options.ts";
import { FORMAT_OUTPUT, LAYOUT_OPTIONS, layoutOf } from "../layouts.ts";
import { splitFormatOptions } from "../split-format-options.ts";

export const command = defineCommand({
  name: "convert",
  summary: "Turn rows of one format into another, without a dataset in between",
  details: [
    "What the target cannot hold is named once, with how many rows had it. A row that the target cannot represent is kept, " +
      "with the reason, in OUTPUT.refused.jsonl; the rest is written and the exit code is 3.",
  ],
  positionals: [
    {
      name: "INPUT",
      required: true,
      summary: "A file, glob, folder, or - for standard input; .gz and .zst are unpacked",
    },
  ],
  options: {
    from: {
      type: "text",
      value: "FORMAT",
      summary: "The input's format (see mat formats); guessed from the rows if absent",
    },
    to: { type: "text", value: "FORMAT", required: true, summary: "The format to write" },
    output: FORMAT_OUTPUT,
    "on-error": {
      type: "text",
      value: "WHAT",
      choices: ["fail", "skip"],
      summary: "What a row that cannot be read does: end the conversion (the default), or be listed and left out",
    },
    strict: { type: "flag", summary: "Write nothing, and fail, when the target cannot hold some field" },
    ...LAYOUT_OPTIONS,
    force: { type: "flag", summary: "Replace what stands there" },
  },
  moreOptions: (words) => formatOptions(["read_options", "write_options"], words),
  examples: [
    {
      command: "mat convert configs/quickstart/answer --to openai -o chat.jsonl",
      says: "ToolBench answer files as chat messages",
    },
    { command: "mat convert chat.jsonl --from openai --to atif -o - | head -n 1", says: "One of them as ATIF" },
  ],
  async run({ positionals, options, more }, context) {
    checkStandardOutput(options.output, context);
    const { convertRows } = await import("../../format/convert.ts");
    const report = await convertRows({
      inputs: [positionals.INPUT],
      from: options.from,
      to: options.to,
      ...(await splitFormatOptions(more, options.from, options.to)),
      output: options.output,
      onError: options["on-error"],
      layout: layoutOf(options),
      strict: options.strict,
      force: options.force,
      signal: context.signal,
      onProgress: context.rowProgress,
    });
    context.report(report, {
      summary: [...describeSource(report.source), ...describeWritten(report, options.to)].join("\n"),
    });
    return report.refused > 0 || report.source.refused > 0 || report.source.bad > 0 ? "refused" : "ok";
  },
});
