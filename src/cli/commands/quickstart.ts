import { defineCommand } from "../command.ts";
import { describeWritten } from "../describe-export.ts";
import { describeFiltering } from "../describe-filtering.ts";
import { describeImport } from "../describe-import.ts";
import { describeGenerated } from "../describe-templates.ts";

export const command = defineCommand({
  name: "quickstart",
  summary: "Run the main job on a bundled sample: import, filter, make templates, export, summarise",
  details: ["Needs no network, no key and no GPU. Running it again replaces what it wrote."],
  positionals: [],
  options: {
    output: { type: "text", short: "o", value: "FOLDER", summary: "Where to write, ./mat-quickstart if absent" },
  },
  examples: [{ command: "mat quickstart", says: "Writes ./mat-quickstart" }],
  async run({ options }, context) {
    const { quickstart } = await import("../../pipeline/quickstart.ts");
    const report = await quickstart({ output: options.output ?? "mat-quickstart", signal: context.signal });
    const { imported, filtered, templates, exports } = report;
    const summary = [
      describeImport(imported),
      "",
      describeFiltering(filtered),
      "",
      describeGenerated(templates),
      "",
      ...exports.flatMap((written) => describeWritten(written, written.format)),
      "",
      "Look into it:",
      `  mat stats ${filtered.output}`,
      `  mat show ${filtered.output}`,
      `  mat trace ${filtered.output} G1-101`,
      `  mat templates list ${templates.output}`,
    ];
    context.report(report, { summary: summary.join("\n") });
    return "ok";
  },
});
