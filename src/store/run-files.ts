/** The file that makes a folder a run of `mat generate`: what it is to do. */
export const PLAN = "plan.json";
/** What is not the same each time that a run is made: durations, planted errors. */
export const TELEMETRY = "telemetry.jsonl";
/** The folder of a run that holds what is needed to go on with it. */
export const WORK = "work";
/** The folder of a run that holds what its tools gave, where that is recorded. */
export const CASSETTE = "cassette";

/** The folder of a run that holds what was sent to a provider's batch API. */
export const BATCHES = "batches";

/** Is this file (a path inside the folder) part of a run beside the dataset that it becomes? */
export function isRunFile(path: string): boolean {
  return path === PLAN || path === TELEMETRY || /^(?:work|cassette|batches)[/\\](?!.*part-)/.test(path);
}
