import { join } from "node:path";
import { type Journal, openJournal } from "../../store/journal.ts";
import { logFiles, takeLogFile } from "../../store/log-folder.ts";
import { readJournal } from "../../store/read-journal.ts";
import type { Price } from "./prices.ts";
import { countSpending, type LargestCall, type Spending, type SpendingCount } from "./spending.ts";
import type { Usage } from "./usage.ts";

/** What a run pays for, call by call: it is there when the run goes on, and in all processes that share it. */
export interface Ledger {
  /** It grows. */
  readonly spending: Spending;
  /** It grows. */
  readonly largest: LargestCall;
  /** Notes what a completion took; the promise ends when the system has it. */
  note(model: string, usage: Usage): Promise<void>;
  /** Notes a reply from the cache: it costs nothing. */
  hit(): void;
  /** Notes that a budget is spent. */
  fire(limit: string): Promise<void>;
  /** Reads what other processes have noted since. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

/** Where a ledger is, and what its models cost. */
export interface LedgerOptions {
  /** A folder of files `spent-00000.jsonl`; absent: it is forgotten at the end. */
  readonly folder?: string | undefined;
  readonly prices?: ReadonlyMap<string, Price> | undefined;
}

/** A line of a ledger: only tokens, so that prices can be put right later. */
type Line =
  | { readonly model: string; readonly p: number; readonly h?: number; readonly c: number; readonly estimated?: true }
  | { readonly limit: string }
  | { readonly hits: number };

const PREFIX = "spent";

/** Opens a ledger and adds up what is in it. */
export async function openLedger({ folder, prices = new Map() }: LedgerOptions): Promise<Ledger> {
  const count = countSpending(prices);
  const files = folder === undefined ? NO_FILES : await openFiles(folder, count);
  let hits = 0;
  return {
    spending: count.spending,
    largest: count.largest,
    note(model, usage) {
      count.spend(model, usage);
      return files.append(lineOf(model, usage));
    },
    hit() {
      hits++;
      count.hit(1);
    },
    fire(limit) {
      if (count.spending.limits_fired.includes(limit)) return Promise.resolve();
      count.fire(limit);
      return files.append({ limit });
    },
    refresh: files.refresh,
    async close() {
      if (hits > 0) await files.append({ hits });
      await files.close();
    },
  };
}

interface LedgerFiles {
  append(line: Line): Promise<void>;
  refresh(): Promise<void>;
  close(): Promise<void>;
}

const NO_FILES: LedgerFiles = { append: async () => {}, refresh: async () => {}, close: async () => {} };

async function openFiles(folder: string, count: SpendingCount): Promise<LedgerFiles> {
  const own = takeLogFile(folder, PREFIX);
  /** How far each file has been read. */
  const read = new Map<string, number>();
  let journal: Journal | undefined;

  async function readOn(name: string): Promise<number> {
    const take = ({ text }: { readonly text: string }) => {
      countLine(text, count);
      return true;
    };
    const { bytes } = await readJournal(join(folder, name), take, read.get(name));
    read.set(name, bytes);
    return bytes;
  }

  async function refresh(): Promise<void> {
    for (const name of logFiles(folder, PREFIX)) if (name !== own.name) await readOn(name);
  }

  try {
    journal = openJournal(join(folder, own.name), await readOn(own.name));
    await refresh();
  } catch (error) {
    await journal?.close();
    own.lock.release();
    throw error;
  }
  return {
    append: (line) => journal.append(JSON.stringify(line)),
    refresh,
    close: () => journal.close().finally(own.lock.release),
  };
}

function lineOf(model: string, usage: Usage): Line {
  const { prompt_tokens: p, cached_tokens: h, completion_tokens: c, estimated } = usage;
  return { model, p, ...(h === 0 ? {} : { h }), c, ...(estimated ? { estimated } : {}) };
}

/** A line that is damaged counts nothing. */
function countLine(text: string, { spend, hit, fire }: SpendingCount): void {
  const line = parseLine(text);
  if (line === undefined) return;
  if ("limit" in line) fire(line.limit);
  else if ("hits" in line) hit(line.hits);
  else {
    const { model, p, h = 0, c, estimated = false } = line;
    spend(model, { prompt_tokens: p, cached_tokens: h, completion_tokens: c, estimated });
  }
}

function parseLine(text: string): Line | undefined {
  try {
    return (JSON.parse(text) as Line | null) ?? undefined;
  } catch {
    return undefined;
  }
}
