import { defineCommand } from "../command.ts";
import { describeRunFile } from "../describe/describe-run-file.ts";
import { showStages } from "../show-stages.ts";

export const command = defineCommand({
  name: "quickstart",
  summary: "Run the main job: import, filter, make templates, let an agent act under them, export, summarise",
  details: [
    "It goes through configs/runs/quickstart.yaml, all of it anew: what it wrote before is replaced. Needs no network, no key " +
      "and no GPU.",
  ],
  positionals: [],
  options: {
    output: { type: "text", short: "o", value: "FOLDER", summary: "Where to write, ./mat-quickstart if absent" },
  },
  examples: [{ command: "mat quickstart", says: "Writes ./mat-quickstart" }],
  async run({ options }, context) {
    const { quickstart } = await import("../../pipeline/quickstart.ts");
    const { passRates } = await import("../../view/pass-rates.ts");
    const { formatPassRates } = await import("../../view/format-pass-rates.ts");
    const { output } = options;
    const report = await quickstart({
      output,
      environment: process.env,
      signal: context.signal,
      ...showStages(context),
    });
    const runs = report.stages.flatMap((stage) => (stage.do === "generate" ? [stage.report] : []));
    const rates = await passRates(runs);
    const summary = [
      describeRunFile(report),
      "",
      formatPassRates(rates),
      WHY,
      "",
      "Look into it:",
      `  mat stats ${report.output}/solved`,
      `  mat show ${report.output}/filtered`,
      `  mat trace ${report.output}/filtered G1-101`,
      `  mat templates list ${report.output}/templates`,
    ];
    context.report({ ...report, pass_rates: rates }, { summary: summary.join("\n") });
    return "ok";
  },
});

const WHY =
  "They differ because the agent does what its prompt asks: a call that failed it makes again only where the template says so. " +
  "docs/get-started.md says more.";
