import { defineCommand } from "../command.ts";
import { describeTrace } from "../describe/describe-trace.ts";

export const command = defineCommand({
  name: "trace",
  summary: "Say which file and line a row came from, and every command that touched it",
  positionals: [
    { name: "DATASET", required: true, summary: "The dataset's folder" },
    { name: "ID", required: true, summary: "The row's id" },
  ],
  options: {},
  examples: [{ command: "mat trace mat-quickstart/filtered G1-101", says: "A row of the quickstart" }],
  async run({ positionals }, context) {
    const { traceRow } = await import("../../store/trace.ts");
    const report = await traceRow(positionals.DATASET, positionals.ID, { signal: context.signal });
    context.report(report, { data: describeTrace(report) });
    return "ok";
  },
});
