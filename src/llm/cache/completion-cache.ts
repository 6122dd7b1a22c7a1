import type { JsonObject } from "../../core/json/value.ts";
import { isObject } from "../../core/json/value.ts";
import { PROGRAM } from "../../core/version.ts";
import { openKeyedLog } from "../../store/keyed-log.ts";

/**
 * Completions as servers sent them, by the keys of the bodies that they were sent for: any run that sends the same body is
 * answered. What a client said to a request, whichever client it is, is kept by `keepReplies`.
 */
export interface CompletionCache {
  readonly folder: string;
  find(key: string): JsonObject | undefined;
  /** Keeps a completion; the promise ends when the system has it. */
  add(entry: CacheEntry): Promise<void>;
  close(): Promise<void>;
}

/** A completion to keep; all but the key and the completion is for people. */
export interface CacheEntry {
  readonly key: string;
  readonly sample: number;
  readonly model: string;
  readonly completion: JsonObject;
}

/**
 * Opens a cache: a folder of files `replies-00000.jsonl`, to which many processes can add at once. Of two completions of one
 * request the last counts: it was asked for since the other could not be read. `isFixed`: nothing is added to it.
 * @throws {InputMissingError} when there is no such folder, and nothing is to be added
 */
export async function openCompletionCache(
  folder: string,
  { isFixed = false }: { readonly isFixed?: boolean } = {},
): Promise<CompletionCache> {
  const mode = isFixed ? "read" : "append";
  const log = await openKeyedLog({ folder, prefix: "replies", key: "key", mode, counts: "last" });
  return {
    folder,
    find(key) {
      const completion = log.find(key)?.["completion"];
      return isObject(completion) ? completion : undefined;
    },
    add: ({ key, sample, model, completion }) =>
      log.append({ key, sample, model, created_by: `${PROGRAM.name} ${PROGRAM.version}`, completion }),
    close: log.close,
  };
}
