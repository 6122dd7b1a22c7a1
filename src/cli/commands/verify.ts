import { defineCommand } from "../command.ts";
import { describeVerification } from "../describe/describe-verification.ts";

export const command = defineCommand({
  name: "verify",
  summary: "Check that a dataset, or a library of templates, is what its manifest says",
  details: [
    "Reads every file: hashes, counts, ATIF (or a template) in every row, the index, sidecars, and whether the datasets that it was made of are " +
      "still the same. The exit code is 6 when something is wrong.",
  ],
  positionals: [{ name: "DATASET", required: true, summary: "The dataset's folder" }],
  options: {},
  examples: [{ command: "mat verify mat-quickstart/filtered", says: "The quickstart's" }],
  async run({ positionals }, context) {
    const { verifyDataset } = await import("../../store/verify/verify.ts");
    const report = await verifyDataset(positionals.DATASET, {
      signal: context.signal,
      rowChecks: {
        "mat-template-1": async () => {
          const { templateProblems } = await import("../../templates/store/template-problems.ts");
          return templateProblems;
        },
      },
    });
    context.report(report, { data: describeVerification(report) });
    return report.ok ? "ok" : "verify";
  },
});
