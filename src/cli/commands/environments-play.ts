import { UsageError } from "../../core/errors.ts";
import { defineCommand } from "../command.ts";
import { connectionOf, connectionOptionTable, samplingOf, samplingOptionTable } from "../connection-options.ts";
import { describePlay } from "../describe/describe-environments.ts";
import { environmentOptionTable, environmentPositional } from "../environment-options.ts";
import { requireAtLeastOne } from "../require-at-least-one.ts";

export const command = defineCommand({
  name: "environments play",
  summary: "Let a model try the tasks of an environment in Python, and print its scores",
  details: [
    "Nothing but scores comes out, so that environments for evaluation can be played too: no trajectory is kept. What makes " +
      "training data is mat generate --environment.",
  ],
  positionals: [environmentPositional],
  options: {
    number: { type: "number", short: "n", value: "N", summary: "The first N tasks; all if absent" },
    model: {
      type: "text",
      value: "NAME",
      summary: "Who acts: oracle, reader, if absent, or a blind policy; with --base-url or --preset, a served model",
    },
    ...environmentOptionTable,
    template: { type: "text", value: "NAME", summary: "The template under which it acts; react if absent" },
    "max-steps": { type: "number", value: "N", summary: "Calls of the model in one episode; 60 if absent" },
    concurrency: { type: "number", value: "C", summary: "Episodes that are played at once; 8 if absent" },
    ...connectionOptionTable,
    ...samplingOptionTable,
  },
  examples: [
    {
      command: "mat environments play configs/environments/parcels.py -n 10 --model oracle",
      says: "Can they be solved?",
    },
  ],
  async run({ positionals, options }, context) {
    requireAtLeastOne(options, ["number", "max-steps", "max-prompt-tokens", "concurrency"]);
    const { playEnvironment } = await import("../../pipeline/play-environment.ts");
    const { settingValues } = await import("../../pipeline/settings/setting-values.ts");
    const { seed, model, concurrency } = settingValues(
      { seed: options.seed, model: options.model, concurrency: options.concurrency },
      process.env,
    );
    const connection = connectionOf(options);
    if (connection !== undefined && model === undefined)
      throw new UsageError("a server is named, and no model", "Name the model that it serves: --model NAME.");
    const report = await playEnvironment({
      environment: positionals.ENVIRONMENT,
      data: options.data,
      count: options.number,
      seed,
      model: model ?? "reader",
      connection,
      sampling: samplingOf(options),
      template: options.template,
      maxSteps: options["max-steps"],
      maxPromptTokens: options["max-prompt-tokens"],
      concurrency: concurrency ?? 8,
      signal: context.signal,
      onProgress: context.rowProgress,
    });
    context.report(report, { data: describePlay(report) });
    return Object.keys(report.missing).length === 0 ? "ok" : "endpoint";
  },
});
