import { defineCommand } from "../command.ts";
import { requireAtLeastOne } from "../require-at-least-one.ts";
import { shownRowsJson } from "../shown-rows-json.ts";

export const command = defineCommand({
  name: "show",
  summary: "Print trajectories to read",
  details: [
    "Without an ID the first rows are shown. A row that a filter dropped is found too, and says why it is gone.",
  ],
  positionals: [
    { name: "DATASET", required: true, summary: "The dataset's folder" },
    { name: "ID", summary: "The row's id" },
  ],
  options: {
    limit: { type: "number", value: "N", summary: "Without an ID: how many rows, 3 if absent" },
    full: { type: "flag", summary: "Print long texts to their end" },
  },
  examples: [
    { command: "mat show mat-quickstart/filtered G1-101", says: "One trajectory of the quickstart" },
    { command: "mat show mat-quickstart/filtered G2-203", says: "One that was dropped, and why" },
  ],
  async run({ positionals, options }, context) {
    requireAtLeastOne(options, ["limit"]);
    const { showDataset } = await import("../../view/show-dataset.ts");
    const rows = await showDataset(positionals.DATASET, {
      id: positionals.ID,
      limit: options.limit,
      full: options.full,
      colour: context.colour,
      ...(context.width === undefined ? {} : { width: context.width }),
      signal: context.signal,
    });
    if (context.json) context.write(shownRowsJson(positionals.DATASET, rows));
    else context.write(rows.map((row) => row.rendering).join("\n"));
    return "ok";
  },
});
