import { expect, test } from "vitest";
import { describeEstimate, describeProgress, describeRun } from "../../../src/cli/describe/describe-generate.ts";
import type { GenerateReport } from "../../../src/generate/generate.ts";
import { createCounter } from "../../../src/generate/tally.ts";

/** A run with so many episodes of each reward. */
function report(rewards: readonly (number | null)[], leftOut = 0): GenerateReport {
  const { tally, count } = createCounter();
  for (const [at, reward] of rewards.entries()) {
    const environment = reward === null ? "query" : "search";
    const about = { id: `${at}`, environment, template: "react-en", language: "en", kind: "solvable", level: null };
    count({ ...about, reward, stop: "answered", turns: 2, prompt_tokens: 10, completion_tokens: 1 });
  }
  return {
    output: "run",
    all: tally,
    kept: tally,
    wanted: null,
    dropped: {},
    spending: null,
    shards: 1,
    templates_left_out: leftOut,
    resumed: { shards: 0, episodes: 0, torn_bytes: 0 },
  };
}

test("what nobody could judge is in no rate, and is counted", () => {
  expect(describeRun(report([1, 0]))).toContain("(1 shard): 50.0% of 2 solved");
  expect(describeRun(report([null, null]))).toContain("(1 shard): 2 not judged");
  const mixed = describeRun(report([1, 0, null]));
  expect(mixed).toContain("50.0% of 2 (and 1 not judged) solved");
  expect(mixed).toContain("by environment: query 1 not judged, search 50.0% of 2");
});

test("templates that were left out are counted, with the reason", () => {
  expect(describeRun(report([1]))).not.toContain("left out");
  expect(describeRun(report([1], 12))).toContain("12 templates of the library left out: for one step of the work");
});

test("an estimate says when it knows no more than the least", () => {
  const counts = { episodes: 4, tasks: 4, templates: 1, shards: 1, calls: 4, prompt_tokens: 9, completion_tokens: 1 };
  const about = describeEstimate({ ...counts, sample: 4, at_least: false, templates_left_out: 0 });
  expect(about).toContain("about 4 calls of the model");
  const least = describeEstimate({ ...counts, sample: 4, at_least: true, templates_left_out: 1 });
  expect(least).toContain("at least 4 calls of the model");
  expect(least).toContain("1 template of the library left out");
  expect(least.endsWith("\n")).toBe(true);
});

const SPENDING = {
  calls: 40,
  prompt_tokens: 8000,
  cached_tokens: 2000,
  completion_tokens: 900,
  estimated_calls: 3,
  usd: 0.0124,
  cache_hits: 7,
  by_model: {},
  limits_fired: ["max-usd 0.01"],
};

test("a run of a served model says what it took", () => {
  const said = describeRun({ ...report([1]), spending: SPENDING });
  expect(said).toContain(
    "the server answered 40 calls, 7 more from the cache: 8,000 prompt (2,000 cached by the server)",
  );
  expect(said).toContain("900 completion tokens, $0.012");
  expect(said).toContain("of 3 calls it did not count tokens: estimated");
  expect(said).toContain("stopped on the way by --max-usd 0.01");
  expect(describeRun({ ...report([1]), spending: { ...SPENDING, usd: null } })).not.toContain("$");
});

test("a run on its way says what is spent, and what of", () => {
  const progress = {
    episodes: 5,
    of: 20,
    in_flight: 2,
    solved: 5,
    accepted: null,
    stops: { answered: 5 },
    missing: {},
    tokens: 900,
    per_second: 1.5,
  };
  const spending = { calls: 9, cache_hits: 0, tokens: 1000, usd: 1.5, expected_tokens: 4000, expected_usd: 6 };
  expect(describeProgress({ ...progress, spending })).toContain("1,000 tokens of about 4,000, $1.50 of about $6.00");
  expect(describeProgress(progress)).toContain("900 tokens");
  expect(describeProgress(progress)).not.toContain("about");
});
