import { rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { JsonObject } from "../../../core/json/value.ts";
import { type KeptReplies, keepReplies } from "../../../llm/ask-json/keep-replies.ts";
import type { ChatClient } from "../../../llm/chat-client.ts";
import { createLibrary, type LibraryWriter } from "../../store/create-library.ts";
import type { Language } from "../../template.ts";
import { createTemplateCounter } from "../../template-census.ts";
import type { GenerateLibraryReport } from "../generate-library.ts";
import { PROMPT_VERSION } from "./assemble-template.ts";
import { type Filling, fillLibrary } from "./fill-library.ts";
import { fillingOf } from "./filling-of.ts";
import type { Occasion } from "./occasion.ts";
import { type Outcome, writeTemplate } from "./write-template.ts";
import type { WritingReport } from "./writing-report.ts";

/** What library to have written, by whom, and where. */
export interface WriteLibraryOptions {
  readonly client: ChatClient;
  /** How the model is asked: with the model, it decides what it says. */
  readonly sampling: JsonObject;
  /** Templates to keep. */
  readonly count: number;
  /** Attempts at most; three for each template if not given. */
  readonly attempts?: number | undefined;
  readonly seed?: number | undefined;
  readonly languages?: readonly Language[] | undefined;
  /** What agents are to meet: some of it is shown with each request. */
  readonly occasions: readonly Occasion[];
  /** The file of queries, if they are the user's. */
  readonly queries?: string | undefined;
  readonly output: string;
  readonly force?: boolean | undefined;
  readonly compress?: boolean | undefined;
  readonly concurrency: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: WritingProgress) => void) | undefined;
}

/** How far a library is that a model writes. */
export interface WritingProgress {
  /** Templates that were kept. */
  readonly rows: number;
  readonly wanted: number;
  readonly dropped: number;
  /** Attempts in flight. */
  readonly in_flight: number;
  /** Replies so far, those of an earlier call left out. */
  readonly replies: number;
}

/**
 * Has a model write a library of templates. All replies are kept beside the library until it is whole, so that the same call
 * goes on wherever an earlier one was stopped; the same replies give the same library. With a model that is too weak the
 * library has fewer templates than were asked for, and the report says how many are missing.
 */
export async function writeLibrary(options: WriteLibraryOptions): Promise<GenerateLibraryReport> {
  const { seed = 0, output } = options;
  const filling = fillingOf(options);
  const library = await createLibrary(output, libraryOptions(options));
  const file = repliesOf(output);
  try {
    const report = await withReplies(file, options, (replies) => fill(library, replies, filling, options));
    await library.finish();
    rmSync(file, { force: true });
    return { output, seed, ...report };
  } catch (error) {
    await library.abandon();
    throw error;
  }
}

/** Where the replies stand of a library that is not whole yet. */
export function repliesOf(output: string): string {
  return join(dirname(resolve(output)), `.${basename(resolve(output))}.replies.jsonl`);
}

async function withReplies<T>(
  file: string,
  { client, sampling, signal }: WriteLibraryOptions,
  act: (replies: KeptReplies) => Promise<T>,
): Promise<T> {
  // Ctrl-C ends no request that is in flight: its reply is paid for, and kept.
  const asking = { model: client.model, complete: unlessStopped(client, signal) };
  const replies = await keepReplies(asking, file, { model: client.model, sampling });
  try {
    return await act(replies);
  } finally {
    await replies.close();
  }
}

async function fill(
  library: LibraryWriter,
  replies: KeptReplies,
  filling: Filling,
  options: WriteLibraryOptions,
): Promise<Omit<GenerateLibraryReport, "output" | "seed">> {
  const { client, count, signal, concurrency, onProgress } = options;
  const counter = createTemplateCounter();
  const dropped: Record<string, number> = {};
  let [kept, repaired, inFlight] = [0, 0, 0];
  const tell = () =>
    onProgress?.({
      rows: kept,
      wanted: count,
      dropped: Object.values(dropped).reduce((sum, times) => sum + times, 0),
      in_flight: inFlight,
      replies: replies.asked(),
    });
  const taker = {
    async keep(template: NonNullable<Outcome["template"]>, { attempt, replies: said }: Outcome) {
      await library.add(template, { file: client.model, row: attempt.number });
      counter.add(template);
      kept++;
      if (said.length > 1) repaired++;
      tell();
    },
    async drop(outcome: Outcome, reason: string, detail: string) {
      await library.drop(droppedRow(outcome, reason, detail, options));
      dropped[reason] = (dropped[reason] ?? 0) + 1;
      tell();
    },
  };
  const author = { model: client.model, seed: filling.seed };
  const attempts = await fillLibrary(filling, (attempt) => writeTemplate(replies.client, attempt, author), taker, {
    concurrency,
    signal,
    onFlight(now) {
      inFlight = now;
      tell();
    },
  });
  const census = counter.census();
  const sums = { model: client.model, prompt: PROMPT_VERSION, wanted: count, attempts, repaired, dropped };
  library.note("census", { ...census });
  library.note("written", { ...sums, missing: count - kept });
  const written: WritingReport = {
    ...sums,
    missing: count - kept,
    replies: { asked: replies.asked(), recalled: replies.recalled() },
  };
  return { ...census, written };
}

function droppedRow(outcome: Outcome, reason: string, detail: string, { client, seed = 0 }: WriteLibraryOptions) {
  const { attempt, replies } = outcome;
  const { number, cell, queries } = attempt;
  return {
    id: `m-${seed}-${number}`,
    by: "templates generate",
    reason,
    detail: detail.slice(0, 500),
    origin: { file: client.model, row: number },
    text: JSON.stringify({ cell, queries, replies }),
  };
}

function libraryOptions(options: WriteLibraryOptions) {
  const { client, sampling, count, attempts, seed = 0, languages, queries, force = false, compress = false } = options;
  const told = {
    count,
    seed,
    model: client.model,
    ...(Object.keys(sampling).length > 0 ? { sampling } : {}),
    ...(attempts === undefined ? {} : { attempts }),
    ...(languages?.length ? { languages: [...languages] } : {}),
    ...(queries === undefined ? {} : { queries }),
  };
  const sources = queries === undefined ? [] : [queries];
  return { command: { name: "templates generate", options: told }, seed, sources, force, compress };
}

function unlessStopped(client: ChatClient, signal: AbortSignal | undefined): ChatClient["complete"] {
  return (request) => {
    signal?.throwIfAborted();
    return client.complete(request);
  };
}
