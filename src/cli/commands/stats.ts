import { defineCommand } from "../command.ts";

export const command = defineCommand({
  name: "stats",
  summary: "Count what is in a dataset: rows, tools, lengths, reasons",
  positionals: [{ name: "DATASET", required: true, summary: "The dataset's folder" }],
  options: {},
  examples: [{ command: "mat stats mat-quickstart/filtered", says: "What the quickstart kept and dropped" }],
  async run({ positionals }, context) {
    const { datasetStatistics } = await import("../../view/dataset-statistics.ts");
    const { formatStatistics } = await import("../../view/format-statistics.ts");
    const statistics = await datasetStatistics(positionals.DATASET, { signal: context.signal });
    context.report(statistics, { data: formatStatistics(statistics) });
    return "ok";
  },
});
