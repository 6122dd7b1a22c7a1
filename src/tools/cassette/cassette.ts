import type { JsonObject } from "../../core/json/value.ts";
import { openKeyedLog } from "../../store/keyed-log.ts";
import type { ToolReply } from "../tool-box.ts";
import { CALLS } from "./cassette-files.ts";

/** A call as it stands on a cassette, one a line; all but address and reply is for people. */
export interface RecordedCall {
  readonly address: string;
  readonly episode: string;
  readonly tool: string;
  readonly arguments: JsonObject;
  readonly reply: ToolReply;
}

/** Calls of tools and what came back, by the calls' addresses. */
export interface Cassette {
  readonly mode: "record" | "replay";
  readonly folder: string;
  /** What came back when the call of this address was recorded. */
  find(address: string): ToolReply | undefined;
  /** Notes a call; the promise ends when the system has it. Only in the mode `record`. */
  add(call: RecordedCall): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a cassette: a folder of files `calls-00000.jsonl`, to which many processes can record at once. Of two records of one
 * call the first counts.
 * @throws {InputMissingError} when there is nothing to replay
 */
export async function openCassette(folder: string, mode: Cassette["mode"]): Promise<Cassette> {
  const log = await openKeyedLog({
    folder,
    prefix: CALLS,
    key: "address",
    mode: mode === "record" ? "append" : "read",
    counts: "first",
  });
  return {
    mode,
    folder,
    find: (address) => (log.find(address) as RecordedCall | undefined)?.reply,
    add: (call) => log.append({ ...call } as unknown as JsonObject),
    close: log.close,
  };
}
