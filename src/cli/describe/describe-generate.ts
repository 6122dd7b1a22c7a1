import { visibleText } from "../../core/visible-text.ts";
import type { RunEstimate } from "../../generate/estimate.ts";
import type { GenerateReport } from "../../generate/generate.ts";
import type { GenerateProgress, SpendingForecast } from "../../generate/progress-count.ts";
import type { Score, Tally } from "../../generate/tally.ts";
import { counted } from "./report-text.ts";

/** Rows of one kind that are shown; `--json` has them all. */
const SHOWN = 12;

/** What became of a run, for people. */
export function describeRun(report: GenerateReport): string {
  const { output, all, kept, wanted, dropped, shards, templates_left_out: leftOut, resumed } = report;
  const tokens = `${number(all.prompt_tokens)} prompt and ${number(all.completion_tokens)} completion tokens`;
  const lines = [
    `Played ${counted(all.episodes, "episode")} into ${output} (${counted(shards, "shard")}): ${solvedOf(all)}`,
    `  ${number(all.turns)} calls of the model, ${tokens}`,
    ...describeSpending(report.spending),
    ...describeLeftOut(leftOut),
    ...(resumed.shards + resumed.episodes > 0
      ? [`  there already: ${counted(resumed.shards, "whole shard")} and ${counted(resumed.episodes, "other episode")}`]
      : []),
    ...(resumed.torn_bytes > 0 ? [`  ${counted(resumed.torn_bytes, "byte")} of unfinished lines were cut off`] : []),
    ...(wanted === null ? [] : describeAccepted(all, kept, wanted, dropped)),
    ...scores("environment", all.by.environment),
    ...scores("level", all.by.level),
    ...scores("kind", all.by.kind),
    ...scores("template", all.by.template),
    `  ends: ${counts(all.by.stop)}`,
  ];
  return visibleText(lines.join("\n"));
}

/** What a run would do, for people. */
export function describeEstimate(estimate: RunEstimate): string {
  const { episodes, tasks, templates, shards, calls, prompt_tokens, completion_tokens, sample } = estimate;
  const about = estimate.at_least ? "at least" : "about";
  return [
    `${counted(episodes, "episode")}: ${counted(tasks, "task")} under ${counted(templates, "template")}, in ${counted(shards, "shard")}`,
    `  ${about} ${number(calls)} calls of the model, ${number(prompt_tokens)} prompt and ${number(completion_tokens)} completion tokens`,
    `  (by ${counted(sample, "episode")} that the oracle played: no model was asked)`,
    ...(estimate.at_least ? ["  (of queries of your own a call of the model each: nobody knows what they take)"] : []),
    ...describeLeftOut(estimate.templates_left_out),
    "",
  ].join("\n");
}

/** How far a run is, in one line. */
export function describeProgress(progress: GenerateProgress): string {
  const { episodes, of, in_flight, solved, accepted, stops, missing, tokens, per_second, seconds_left, spending } =
    progress;
  const failed = Object.entries(stops).filter(([name]) => name !== "answered");
  return [
    `${number(episodes)} of ${number(of)} episodes`,
    `${per_second}/s`,
    `${in_flight} in flight`,
    ...(accepted === null ? [] : [`${number(accepted)} accepted`]),
    `${percent(solved, episodes)} solved`,
    ...(seconds_left === undefined ? [] : [`${duration(seconds_left)} left`]),
    ...(spending === undefined ? [`${number(tokens)} tokens`] : forecast(spending)),
    ...failed.map(([name, count]) => `${count} ${name}`),
    ...Object.entries(missing).map(([name, count]) => `${count} missing: ${name}`),
  ].join(", ");
}

/** What a served model took, and what that is likely to become. */
function forecast({ tokens, cache_hits, usd, expected_tokens, expected_usd }: SpendingForecast): string[] {
  const ofTokens = expected_tokens === undefined ? "" : ` of about ${number(expected_tokens)}`;
  const ofMoney = expected_usd === undefined ? "" : ` of about ${money(expected_usd)}`;
  return [
    `${number(tokens)} tokens${ofTokens}`,
    ...(usd === null ? [] : [`${money(usd)}${ofMoney}`]),
    ...(cache_hits === 0 ? [] : [`${number(cache_hits)} from the cache`]),
  ];
}

/** What the calls of a served model took, in lines; none for one that comes with mat. */
export function describeSpending(spending: GenerateReport["spending"]): string[] {
  if (spending === null) return [];
  const { calls, cache_hits, prompt_tokens, cached_tokens, completion_tokens, estimated_calls, usd } = spending;
  const hits = cache_hits === 0 ? "" : `, ${number(cache_hits)} more from the cache`;
  const cached = cached_tokens === 0 ? "" : ` (${number(cached_tokens)} cached by the server)`;
  const price = usd === null ? "" : `, ${money(usd)}`;
  return [
    `  the server answered ${counted(calls, "call")}${hits}: ${number(prompt_tokens)} prompt${cached} and ${number(completion_tokens)} completion tokens${price}`,
    ...(estimated_calls === 0 ? [] : [`  (of ${counted(estimated_calls, "call")} it did not count tokens: estimated)`]),
    ...spending.limits_fired.map((limit) => `  stopped on the way by --${limit}`),
  ];
}

function describeAccepted(all: Tally, kept: Tally, wanted: number, dropped: GenerateReport["dropped"]): string[] {
  const reasons = Object.entries(dropped).flatMap(([by, counts]) =>
    Object.entries(counts).map(([reason, count]) => `${by} ${reason} ${number(count)}`),
  );
  const few = kept.episodes < wanted ? `, not the ${number(wanted)} asked for: the plan has no more episodes` : "";
  return [
    `  kept ${number(kept.episodes)} of them (${percent(kept.episodes, all.episodes)})${few}`,
    ...(reasons.length === 0 ? [] : [`  dropped: ${reasons.join(", ")}`]),
    `  the kept ones have ${mean(kept.turns, kept.episodes)} calls each where all have ${mean(all.turns, all.episodes)}, ` +
      `and level ${mean(kept.levels.sum, kept.levels.episodes)} where all have ${mean(all.levels.sum, all.levels.episodes)}`,
  ];
}

function scores(what: string, by: Readonly<Record<string, Score>>): string[] {
  const rows = Object.entries(by).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (rows.length === 0) return [];
  const shown = rows.slice(0, SHOWN).map(([name, score]) => `${name} ${rate(score)}`);
  const more = rows.length > SHOWN ? [`and ${rows.length - SHOWN} more (--json)`] : [];
  return [`  by ${what}: ${[...shown, ...more].join(", ")}`];
}

function counts(by: Readonly<Record<string, Score>>): string {
  const rows = Object.entries(by).toSorted(([, a], [, b]) => b.episodes - a.episodes);
  return rows.map(([name, { episodes }]) => `${name} ${number(episodes)}`).join(", ");
}

/** Templates of a library that nobody acts under. */
function describeLeftOut(templates: number): string[] {
  if (templates === 0) return [];
  return [`  ${counted(templates, "template")} of the library left out: for one step of the work, not for acting`];
}

function solvedOf(score: Score): string {
  return score.unjudged === score.episodes ? rate(score) : `${rate(score)} solved`;
}

/** A share of what could be judged; what could not is said besides. */
function rate({ solved, episodes, unjudged = 0 }: Score): string {
  const judged = episodes - unjudged;
  if (unjudged === 0) return `${percent(solved, judged)} of ${number(judged)}`;
  const others = `${number(unjudged)} not judged`;
  return judged === 0 ? others : `${percent(solved, judged)} of ${number(judged)} (and ${others})`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "0%" : `${((part / whole) * 100).toFixed(1)}%`;
}

function mean(sum: number, count: number): string {
  return count === 0 ? "none" : (sum / count).toFixed(2);
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}

function duration(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/** USD: small sums to four digits, so that a first forecast is not nothing. */
function money(usd: number): string {
  return `$${usd >= 1 || usd === 0 ? usd.toFixed(2) : usd.toPrecision(2)}`;
}
