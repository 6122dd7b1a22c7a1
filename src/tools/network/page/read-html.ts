import { Worker } from "node:worker_threads";
import type { SearchPage } from "../search/duckduckgo-results.ts";
import type { PageText } from "./extract-page.ts";
import type { HtmlQuestion } from "./html-thread.ts";
import { nestingOf } from "./nesting.ts";
import { plainText } from "./plain-text.ts";

/** The sources run as they are; what is built of them has another ending. */
const MODULE = import.meta.url.endsWith(".ts")
  ? new URL("./html-thread.ts", import.meta.url)
  : new URL("./html-thread.js", import.meta.url);

/** Reading takes time that grows with the square of this, and a stack with this itself: no page that is meant for people has it. */
const DEEPEST = 400;
const LONGEST_MS = 8000;
const MOST_MEGABYTES = 512;
/** Threads at once; further pages wait. */
const MOST_THREADS = 2;

/** What a page says; of one that no reader of articles can cope with, its text by the tags alone. */
export async function readPage(html: string, signal: AbortSignal, longestMs = LONGEST_MS): Promise<PageText> {
  const read = await inThread<PageText>({ kind: "page", html }, signal, longestMs);
  return read ?? { title: plainText(/<title[^>]{0,200}>([^<]{0,300})/i.exec(html)?.[1] ?? ""), text: plainText(html) };
}

/** What a page of DuckDuckGo lists; undefined for one that cannot be read. */
export async function readSearchPage(html: string, signal: AbortSignal): Promise<SearchPage | undefined> {
  return inThread<SearchPage>({ kind: "results", html }, signal, LONGEST_MS);
}

/** The answer of a thread of its own, with bounded time and memory; undefined where it has none. */
async function inThread<T>(question: HtmlQuestion, signal: AbortSignal, longestMs: number): Promise<T | undefined> {
  if (nestingOf(question.html) > DEEPEST) return undefined;
  await takeTurn();
  try {
    return await answerOfThread<T>(question, signal, longestMs);
  } finally {
    giveTurn();
  }
}

let running = 0;
const waiting: (() => void)[] = [];

function takeTurn(): Promise<void> | undefined {
  if (running++ < MOST_THREADS) return undefined;
  return new Promise((resolve) => void waiting.push(resolve));
}

function giveTurn(): void {
  running--;
  waiting.shift()?.();
}

async function answerOfThread<T>(
  question: HtmlQuestion,
  signal: AbortSignal,
  longestMs: number,
): Promise<T | undefined> {
  signal.throwIfAborted();
  const worker = new Worker(MODULE, {
    workerData: question,
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  const { promise, resolve, reject } = Promise.withResolvers<T | undefined>();
  const timer = setTimeout(() => resolve(undefined), longestMs);
  const onAbort = () => reject(signal.reason);
  signal.addEventListener("abort", onAbort);
  worker.on("message", resolve);
  // Out of memory, out of stack: the page is to blame.
  worker.on("error", () => resolve(undefined));
  worker.on("exit", () => resolve(undefined));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
    await worker.terminate();
  }
}
