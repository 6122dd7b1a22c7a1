import { existsSync, globSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { answerFileSchema } from "../../src/format/toolbench/schema.ts";
import { quickstart } from "../../src/pipeline/quickstart.ts";
import { checkRunFile } from "../../src/pipeline/run-file/check-run-file.ts";
import { type RunFileReport, runStages, type StageOutcome } from "../../src/pipeline/run-file/run-stages.ts";
import { verifyDataset } from "../../src/store/verify/verify.ts";
import { passRates } from "../../src/view/pass-rates.ts";
import { filesUnder } from "./run-file/files-under.ts";

const FILES = [
  "raw_data_stage_1.json",
  "raw_data_stage_2.json",
  "glpft/train_backbone.json",
  "glpft/train_planner.json",
  "glpft/train_caller.json",
  "glpft/train_summarizer.json",
  "kagentinstruct.json",
  "msagent.jsonl",
  "openai.jsonl",
];

test.each(globSync("configs/quickstart/answer/*/*.json").sort())("%s is of ToolBench's shape", (file) => {
  expect(answerFileSchema.safeParse(JSON.parse(readFileSync(file, "utf8"))).error).toBeUndefined();
});

describe("the main job", () => {
  const output = mkdtempSync(join(tmpdir(), "mat-quickstart-"));
  let report: RunFileReport;
  /** The report of a stage that does this. */
  const reportOf = <Does extends StageOutcome["do"]>(id: string, does: Does) => {
    const found = report.stages.find((stage) => stage.id === id && stage.do === does);
    return found?.report as Extract<StageOutcome, { do: Does }>["report"];
  };

  beforeAll(async () => {
    report = await quickstart({ output });
  }, 120_000);

  test("goes through every stage, and each kind of fault in the sample is found", async () => {
    expect(Object.keys(reportOf("imported", "import").left_out).sort()).toEqual(["held_out", "no_train_messages"]);
    expect(reportOf("imported", "import").rows).toBe(10);
    expect(reportOf("filtered", "filter").rows).toEqual({ read: 10, kept: 7, edited: 2, dropped: 3 });
    expect(reportOf("filtered", "filter").dropped).toEqual({
      "filter:final-answer": { gave_up: 2 },
      "filter:exact-duplicates": { exact_duplicate: 1 },
    });
    expect(reportOf("templates", "templates").templates).toBe(60);
    expect(reportOf("templates", "templates").protocols).toBeGreaterThan(40);
    for (const name of ["imported", "filtered", "templates", "rollouts", "baselines", "played", "solved"])
      expect((await verifyDataset(join(output, name))).problems).toEqual([]);
  });

  test("keeps what was solved, under the library and under others", async () => {
    const [library, others] = [reportOf("rollouts", "generate").all, reportOf("baselines", "generate").all];
    expect(library.solved / library.episodes).toBeGreaterThan(0.4);
    const { rows, dropped } = reportOf("solved", "filter");
    expect(rows.read).toBe(library.episodes + others.episodes);
    expect(dropped["filter:solved"]).toEqual({ not_solved: rows.read - library.solved - others.solved });
  });

  test("exports both for trainers", () => {
    const formats = ["glpft-raw", "glpft-raw", "glpft", "kagentinstruct", "msagent", "openai"];
    for (const [id, rows] of [
      ["export", 7],
      ["export-solved", reportOf("solved", "filter").rows.kept],
    ] as const) {
      const written = reportOf(id, "export").files.map((item) => [item.format, item.rows, item.refused]);
      expect(written).toEqual(formats.map((format) => [format, rows, 0]));
      for (const file of FILES) expect(readFileSync(join(output, id, file), "utf8").length).toBeGreaterThan(1000);
    }
  });

  test("pass rates are counted by environment and template, and templates that ask to try again are better off", async () => {
    const rates = await passRates([reportOf("rollouts", "generate"), reportOf("baselines", "generate")]);
    const rate = (name: string) => {
      const { solved, episodes } = rates.find((item) => item.name === name)!;
      return solved / episodes;
    };
    const by = (heading: string) => rates.filter((item) => item.by === heading);
    expect(by("template").map(({ name }) => name)).toEqual(expect.arrayContaining(["react", "autogpt"]));
    expect(new Set(by("template").map(({ name }) => rate(name))).size).toBeGreaterThan(1);
    for (const heading of ["template", "environment"])
      expect(by(heading).reduce((sum, { episodes }) => sum + episodes, 0)).toBe(160);
    expect(rate("retry-after-error")).toBeGreaterThan(rate("search, library"));
  });
});

test("a second run replaces what the first wrote, byte for byte, and touches nothing else", async () => {
  const output = mkdtempSync(join(tmpdir(), "mat-quickstart-"));
  const set = ["rollouts.episodes=4", "baselines.episodes=4", "templates.count=30"];
  const small = () => checkRunFile({ file: "configs/runs/quickstart.yaml", flags: { output }, set });
  const go = async () => runStages(await small(), { fresh: true });
  writeFileSync(join(output, "mine.txt"), "mine");
  await go();
  const first = filesUnder(output);
  writeFileSync(join(output, "export", "stale.json"), "{}");
  await go();
  expect(filesUnder(output)).toEqual(first);
  expect(existsSync(join(output, "export", "stale.json"))).toBe(false);
  expect(readFileSync(join(output, "mine.txt"), "utf8")).toBe("mine");
});

test("it stops when it is told to", async () => {
  const output = mkdtempSync(join(tmpdir(), "mat-quickstart-"));
  await expect(quickstart({ output, signal: AbortSignal.abort(new Error("stop")) })).rejects.toThrow();
  expect(existsSync(join(output, "imported"))).toBe(false);
});
