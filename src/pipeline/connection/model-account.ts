import { existsSync } from "node:fs";
import { InputMissingError, UsageError } from "../../core/errors.ts";
import type { Ledger } from "../../llm/cost/ledger.ts";
import type { Price } from "../../llm/cost/prices.ts";
import type { Spending } from "../../llm/cost/spending.ts";
import type { Budget } from "../../llm/cost/within-budget.ts";
import type { SendRequest, WireRequest } from "../../llm/endpoint/wire-request.ts";

/** What a connection says of keeping replies, and of money. */
export interface AccountOptions {
  /** The folder of a cache of completions, or `off`. */
  readonly cache?: string | undefined;
  /** Answer from the cache alone: nothing is sent, and neither a server nor a key is needed. */
  readonly replay?: boolean | undefined;
  /** A file of prices. */
  readonly prices?: string | undefined;
  /** Budgets of all calls together. */
  readonly maxUsd?: number | undefined;
  readonly maxTokens?: number | undefined;
}

/** Where completions and costs of a model are kept; absent: they are not. */
export interface ModelStores {
  readonly cache?: string | undefined;
  readonly ledger?: string | undefined;
}

/** What the replies of a model take. */
export interface ModelAccount {
  /** Opens the cache and the ledger; the first request does so otherwise. */
  open(): Promise<void>;
  /** It grows; undefined until it is open. */
  readonly spending: Spending | undefined;
  /** Reads what other processes have spent since. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

/** A budget with the price that it is counted by. */
export interface ResolvedBudget extends Budget {
  readonly prices: ReadonlyMap<string, Price>;
  readonly price: Price | undefined;
}

/** What a connection says of money. Throws UsageError for a budget without prices, and for a price that is not there. */
export async function resolveBudget(model: string, connection: AccountOptions): Promise<ResolvedBudget> {
  const { prices: file, maxUsd, maxTokens } = connection;
  if (maxUsd !== undefined && file === undefined)
    throw new UsageError("--max-usd is given without prices", "Say what the model costs: --prices FILE.");
  const { readPrice } = await import("../../llm/cost/prices.ts");
  const price = file === undefined ? undefined : await readPrice(file, model);
  return { maxUsd, maxTokens, price, prices: new Map(price === undefined ? [] : [[model, price]]) };
}

/** Makes servers by how to tell of completions that are no replies. */
export type MakeSend = (onFaulty: (request: WireRequest, completion: unknown) => void) => SendRequest;

/** Puts the cache, the budget and the ledger in front of servers; nothing is opened before {@link ModelAccount.open}. */
export function createAccount(
  connection: AccountOptions,
  stores: ModelStores,
  budget: ResolvedBudget,
  makeSend: MakeSend,
): ModelAccount & { readonly send: SendRequest } {
  let opening: ReturnType<typeof openStores> | undefined;
  let opened: Awaited<ReturnType<typeof openStores>> | undefined;
  const open = async () => {
    opening ??= openStores(connection, stores, budget, makeSend);
    opened = await opening;
    return opened;
  };
  return {
    send: async (request, signal) => (opened ?? (await open())).send(request, signal),
    async open() {
      await open();
    },
    get spending() {
      return opened?.ledger.spending;
    },
    refresh: async () => opened?.ledger.refresh(),
    async close() {
      // Whoever opened it has heard of a failure.
      await (await opening?.catch(() => undefined))?.close();
    },
  };
}

async function openStores(connection: AccountOptions, stores: ModelStores, budget: ResolvedBudget, makeSend: MakeSend) {
  const { openLedger } = await import("../../llm/cost/ledger.ts");
  const { countCosts } = await import("../../llm/cost/count-costs.ts");
  const { usageOf } = await import("../../llm/cost/usage.ts");
  const { withinBudget } = await import("../../llm/cost/within-budget.ts");
  const { answerNothing, throughCache } = await import("../../llm/cache/through-cache.ts");
  const cache = await openCache(connection, stores);
  const ledger = await openLedger({ folder: stores.ledger, prices: budget.prices }).catch(async (error: unknown) => {
    await cache?.close();
    throw error;
  });
  const servers = makeSend(({ body }, completion) =>
    noteFaulty(ledger, String(body["model"]), usageOf(body, completion)),
  );
  const paid = withinBudget(countCosts(servers, ledger), ledger, budget, budget.price);
  const below = connection.replay === true ? answerNothing(cache!) : paid;
  return {
    ledger,
    send: cache === undefined ? below : throughCache(below, cache, ledger.hit),
    async close() {
      await Promise.all([cache?.close(), ledger.close()]);
    },
  };
}

/** A failure to write it shows with the next reply. */
function noteFaulty(ledger: Ledger, ...spent: Parameters<Ledger["note"]>): void {
  ledger.note(...spent).catch(() => undefined);
}

async function openCache({ cache = "", replay = false }: AccountOptions, stores: ModelStores) {
  const folder = cache === "" ? stores.cache : cache === "off" ? undefined : cache;
  if (replay && (folder === undefined || !existsSync(folder)))
    throw new InputMissingError(
      "--replay answers from a cache of completions, and there is none",
      "Name it: --cache RUN/cache, of the run that has the replies.",
      folder === undefined ? {} : { file: folder },
    );
  if (folder === undefined) return undefined;
  const { openCompletionCache } = await import("../../llm/cache/completion-cache.ts");
  return openCompletionCache(folder, { isFixed: replay });
}
