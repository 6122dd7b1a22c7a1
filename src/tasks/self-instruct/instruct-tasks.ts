import { EndpointError, RunIncompleteError } from "../../core/errors.ts";
import { askJson, type JsonAttempt, type JsonProblem } from "../../llm/ask-json/ask-json.ts";
import type { ChatClient } from "../../llm/chat-client.ts";
import { liesInPrompt } from "../../llm/lies-in-prompt.ts";
import type { Origin, Task } from "../task.ts";
import { type FrameOptions, type InstructFrame, instructFrame } from "./frame.ts";
import { createOutcomeQueue, type DroppedTask, type Outcome } from "./outcome-queue.ts";
import type { DraftedTask, InstructSource } from "./source.ts";

/** Which tasks a model is to write, and about what. */
export interface InstructOptions extends FrameOptions {
  readonly source: InstructSource;
  readonly client: ChatClient;
  /** How many are wanted. */
  readonly count: number;
  /** Questions that are under way at the same time. */
  readonly concurrency: number;
  readonly signal?: AbortSignal | undefined;
  /** Called when another task has passed its checks. */
  readonly onProgress?: ((progress: { readonly rows: number }) => void) | undefined;
}

/** What came of it, in the order of numbers. */
export interface InstructedTasks {
  readonly tasks: readonly Task[];
  readonly dropped: readonly DroppedTask[];
}

/** So many are asked for in place of those that are dropped: four to each that is wanted, and some. */
const MOST_PER_TASK = 4;
const MOST_BESIDE = 20;
/** Of a dropped reply so much is kept, in characters. */
const LONGEST_SAID = 4000;

/**
 * Has a model write tasks until so many have passed, each checked, none like an earlier one. Which are kept depends on the
 * replies alone and not on the order in which they come: the first by number. Fewer are given where too many were dropped.
 * @throws {EndpointError} where no request would fare better
 * @throws {RunIncompleteError} where the server gave no reply to some
 */
export async function instructTasks(options: InstructOptions): Promise<InstructedTasks> {
  const { count, concurrency, onProgress } = options;
  const most = count * MOST_PER_TASK + MOST_BESIDE;
  const outcomes: (Outcome | undefined)[] = [];
  const running = new Map<number, Promise<void>>();
  const queue = createOutcomeQueue();
  const stop = new AbortController();
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([options.signal, stop.signal]);
  const play = async (number: number): Promise<void> => {
    outcomes[number] = await instruct(options, number, signal);
    running.delete(number);
    queue.take(outcomes);
    onProgress?.({ rows: queue.tasks.length });
  };
  /** How many may still be among the kept, at most: none is asked for that could not be. */
  const hoped = () => queue.tasks.length + running.size + queue.waiting(outcomes);
  try {
    for (let next = 0; ; ) {
      while (next < most && running.size < concurrency && hoped() < count) {
        const number = next++;
        running.set(number, play(number));
      }
      if (running.size === 0) break;
      await Promise.race(running.values());
    }
  } catch (error) {
    stop.abort(error);
    await Promise.allSettled(running.values());
    throw error;
  }
  requireAll(outcomes);
  return { tasks: queue.tasks, dropped: queue.dropped };
}

async function instruct(
  { source, client, ...options }: InstructOptions,
  number: number,
  signal: AbortSignal,
): Promise<Outcome> {
  const frame = instructFrame(options, number);
  const id = `${source.from}-${options.seed}-${number}-l${frame.level}-${frame.language}`;
  const origin = originOf(source, client.model, frame, options.seed);
  const draft = await source.draft(frame);
  if ("undrawable" in draft) return { dropped: droppedTask(id, origin, [], [draft.undrawable]) };
  try {
    const { value, attempts } = await askJson(client, { ...draft, sample: number, check: draft.check }, signal);
    const made = { ...origin, repairs: attempts.length - 1 };
    if (value === undefined) return { dropped: droppedTask(id, made, attempts, attempts.at(-1)!.problems) };
    return { task: taskOf(id, frame, value, made) };
  } catch (error) {
    if (!(error instanceof EndpointError) || error.isForAll) throw error;
    // The same prompt will always be too long, or filtered: that is a fault of the task, not of the server.
    if (!liesInPrompt(error)) return { missing: error.reason };
    return { dropped: droppedTask(id, origin, [], [{ reason: error.reason, problem: error.message }]) };
  }
}

function originOf(source: InstructSource, model: string, { persona, level }: InstructFrame, seed: number): Origin {
  const { from, hash } = source;
  return { method: "self-instruct", from, model, persona, difficulty: level, seed, source: hash, repairs: 0 };
}

function taskOf(id: string, { language, level }: InstructFrame, drafted: DraftedTask, origin: Origin): Task {
  const { environment, query, tools, world } = drafted;
  return {
    id,
    environment,
    language,
    query,
    tools: [...tools],
    kind: "solvable",
    level,
    origin,
    ...(world === undefined ? {} : { world }),
  };
}

function droppedTask(
  id: string,
  origin: Origin,
  attempts: readonly JsonAttempt[],
  problems: readonly JsonProblem[],
): DroppedTask {
  const said = attempts.map(({ text }) => text.slice(0, LONGEST_SAID).toWellFormed());
  return { id, reason: problems[0]!.reason, problems, said, origin };
}

function requireAll(outcomes: readonly (Outcome | undefined)[]): void {
  const missing: Record<string, number> = {};
  for (const outcome of outcomes)
    if (outcome !== undefined && "missing" in outcome) missing[outcome.missing] = (missing[outcome.missing] ?? 0) + 1;
  const count = Object.values(missing).reduce((sum, one) => sum + one, 0);
  if (count === 0) return;
  const reasons = Object.entries(missing).map(([reason, tasks]) => `${reason}: ${tasks}`);
  throw new RunIncompleteError(
    missing,
    `the server gave no reply for ${count} tasks (${reasons.join(", ")})`,
    "The same command asks for these alone: all other replies are kept.",
  );
}
