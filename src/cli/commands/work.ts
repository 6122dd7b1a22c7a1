import { UsageError } from "../../core/errors.ts";
import { defineCommand } from "../command.ts";
import { connectionOf, connectionOptionTable } from "../connection-options.ts";
import { defaultConcurrency } from "../default-concurrency.ts";
import { describeSpending } from "../describe/describe-generate.ts";
import { showGenerateProgress } from "../generate-progress.ts";
import { toolOptionTable, toolWatch } from "../tool-options.ts";

export const command = defineCommand({
  name: "work",
  summary: "Play one shard of a run that mat generate planned",
  details: [
    "Many processes and machines can share a run: each plays shards, and mat generate with the options of before makes the " +
      "dataset when all are done. Playing a shard again changes nothing; two at once on one shard are refused.",
  ],
  positionals: [
    { name: "PLAN", required: true, summary: "The run's folder, or the plan.json in it" },
    { name: "SHARD", required: true, summary: "The shard's number, from 0" },
  ],
  options: {
    tools: {
      type: "list",
      value: "TOOLS",
      commas: false,
      summary: "The tools that the run was planned with: a plan alone runs no code",
    },
    environment: {
      type: "list",
      value: "FILE",
      commas: false,
      summary: "The environments in Python that the run was planned with",
    },
    ...toolOptionTable,
    ...connectionOptionTable,
    concurrency: {
      type: "number",
      value: "C",
      summary: "Episodes that are played at once; 32 if absent, 2000 with --batch",
    },
  },
  examples: [{ command: "mat work run 0", says: "The first shard" }],
  async run({ positionals, options }, context) {
    if (!/^\d{1,9}$/.test(positionals.SHARD))
      throw new UsageError(`"${positionals.SHARD}" is no number of a shard`, "Shards are counted from 0.");
    if ((options.concurrency ?? 1) < 1)
      throw new UsageError("--concurrency must be at least 1", "Write for example 8.");
    const { workOnRun } = await import("../../pipeline/generate-run.ts");
    const connection = connectionOf(options);
    const report = await workOnRun({
      run: positionals.PLAN.replace(/[/\\]?plan\.json$/, "") || ".",
      ...toolWatch(context),
      tools: options.tools,
      environments: options.environment,
      mcp: options.mcp,
      allowPrivate: options["allow-private"],
      connection,
      shard: Number(positionals.SHARD),
      concurrency: options.concurrency ?? defaultConcurrency(connection),
      signal: context.signal,
      onProgress: showGenerateProgress(context),
    });
    const { run, shard, episodes, known, spending } = report;
    const did = known ? "was done already" : `is done: ${episodes.toLocaleString("en-US")} episodes`;
    context.report(report, {
      summary: [`Shard ${shard} of ${run} ${did}`, ...describeSpending(spending)].join("\n"),
    });
    return "ok";
  },
});
