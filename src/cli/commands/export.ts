import { checkStandardOutput } from "../check-standard-output.ts";
import { defineCommand } from "../command.ts";
import { describeWritten } from "../describe/describe-export.ts";
import { formatOptions } from "../format-options.ts";
import { FORMAT_OUTPUT, LAYOUT_OPTIONS, layoutOf } from "../layouts.ts";
import { requireAtLeastOne } from "../require-at-least-one.ts";

export const command = defineCommand({
  name: "export",
  summary: "Write a dataset in a format that a trainer reads",
  details: [
    "Fields that the format cannot hold are named, once, with how many rows had them. A trajectory that the format cannot " +
      "represent is kept, with the reason, in OUTPUT.refused.jsonl; the rest is written and the exit code is 3.",
  ],
  positionals: [{ name: "DATASET", required: true, summary: "The dataset's folder" }],
  options: {
    format: { type: "text", value: "FORMAT", required: true, summary: "What to write: see mat formats" },
    output: FORMAT_OUTPUT,
    cap: { type: "number", value: "N", summary: "Stop after so many trajectories" },
    strict: { type: "flag", summary: "Write nothing, and fail, when the format cannot hold some field" },
    ...LAYOUT_OPTIONS,
    force: { type: "flag", summary: "Replace what stands there" },
  },
  moreOptions: (words) => formatOptions(["write_options"], words),
  examples: [
    { command: "mat export sample --format openai -o sample-openai.jsonl", says: "Chat messages with tool calls" },
    {
      command: "mat export sample --format glpft-raw --stage 2 -o raw_data_stage_2.json",
      says: "GLPFT's raw data, second stage",
    },
    {
      command: "mat export sample --format glpft --prompts configs/prompts/glpft-en.json -o sample-glpft",
      says: "GLPFT's four role files",
    },
  ],
  async run({ positionals, options, more }, context) {
    checkStandardOutput(options.output, context);
    requireAtLeastOne(options, ["cap"]);
    const { exportDataset } = await import("../../format/export.ts");
    const report = await exportDataset({
      dataset: positionals.DATASET,
      format: options.format,
      writeOptions: more,
      output: options.output,
      layout: layoutOf(options),
      cap: options.cap,
      strict: options.strict,
      force: options.force,
      signal: context.signal,
      onProgress: context.rowProgress,
    });
    context.report(report, { summary: describeWritten(report, report.format).join("\n") });
    return report.refused > 0 ? "refused" : "ok";
  },
});
