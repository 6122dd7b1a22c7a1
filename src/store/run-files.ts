/** The file that makes a folder a run of `mat generate`: what it is to do. */
export const PLAN = "plan.json";
/** What is not the same each time that a run is made: durations, planted errors. */
export const TELEMETRY = "telemetry.jsonl";
/** The folder of a run that holds what is needed to go on with it. */
export const WORK = "work";
/** The folder of a run that holds what its tools gave, where that is recorded. */
export const CASSETTE = "cassette";
/** The folder of a run that holds the completions of its model as the server sent them. */
export const CACHE = "cache";
/** What the model of a run took so far: calls, tokens, money. */
export const LEDGER = "ledger.json";

/** The folder of a run that holds what was sent to a provider's batch API. */
export const BATCHES = "batches";

/** Is this file (a path inside the folder) part of a run beside the dataset that it becomes? */
export function isRunFile(path: string): boolean {
  if ([PLAN, TELEMETRY, LEDGER].includes(path)) return true;
  return /^(?:work|cassette|cache|batches)[/\\](?!.*part-)/.test(path);
}
