import { closeSync, mkdirSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { BusyError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json/value.ts";
import { fileError } from "../../store/file-error.ts";
import { type Journal, openJournal } from "../../store/journal.ts";
import { lockOutput, type OutputLock } from "../../store/output-lock.ts";
import { readJournal } from "../../store/read-journal.ts";
import type { ToolReply } from "../tool-box.ts";
import { cassetteFiles, fileName } from "./cassette-files.ts";

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
  /**
   * Notes a call; the promise ends when the system has it. Only in the mode `record`. It is found once the cassette is opened again:
   * no episode makes a call of this address twice, and so a long run need not remember what it has recorded.
   */
  add(call: RecordedCall): Promise<void>;
  close(): Promise<void>;
}

interface Place {
  readonly file: number;
  readonly at: number;
  readonly bytes: number;
}

/**
 * Opens a cassette: a folder of files `calls-00000.jsonl`. To record, a process takes the first file that no other one has, so
 * that many can record at once; a last line that the end of a process cut off is removed there, and passed over elsewhere. Of two
 * records of one call the first counts.
 * @throws {InputMissingError} when there is nothing to replay
 */
export async function openCassette(folder: string, mode: Cassette["mode"]): Promise<Cassette> {
  const own = mode === "record" ? takeFile(folder) : undefined;
  const places = new Map<string, Place>();
  const files: number[] = [];
  let journal: Journal | undefined;

  function note(address: string, place: Place): void {
    if (!places.has(address)) places.set(address, place);
  }

  async function load(name: string): Promise<void> {
    const path = join(folder, name);
    const isOwn = name === own?.name;
    const file = openSync(path, isOwn ? "a+" : "r");
    files.push(file);
    const { bytes } = await readJournal(path, ({ text, at }) => {
      const address = addressIn(text);
      if (address !== undefined) note(address, { file, at, bytes: Buffer.byteLength(text) });
      return true;
    });
    if (isOwn) journal = openJournal(path, bytes);
  }

  async function close(): Promise<void> {
    for (const file of files.splice(0)) closeSync(file);
    await journal?.close().finally(() => own?.lock.release());
  }

  try {
    const names = cassetteFiles(folder);
    for (const name of new Set([...names, ...(own === undefined ? [] : [own.name])])) await load(name);
  } catch (error) {
    await close();
    own?.lock.release();
    throw fileError(error, folder);
  }
  return {
    mode,
    folder,
    find: (address) => {
      const place = places.get(address);
      return place && (JSON.parse(readText(place)) as RecordedCall).reply;
    },
    add: (call) => journal!.append(JSON.stringify(call)),
    close,
  };
}

/** A file of the cassette that this process alone writes to. */
function takeFile(folder: string): { readonly name: string; readonly lock: OutputLock } {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw fileError(error, folder);
  }
  for (let number = 0; ; number++) {
    try {
      const name = fileName(number);
      return { name, lock: lockOutput(join(folder, name)) };
    } catch (error) {
      if (!(error instanceof BusyError)) throw error;
    }
  }
}

/** The address in a line; undefined for one that is damaged. */
function addressIn(text: string): string | undefined {
  try {
    return (JSON.parse(text) as Partial<RecordedCall>).address;
  } catch {
    return undefined;
  }
}

function readText({ file, at, bytes }: Place): string {
  const buffer = Buffer.allocUnsafe(bytes);
  for (let done = 0; done < bytes; ) {
    const read = readSync(file, buffer, done, bytes - done, at + done);
    if (read === 0) throw new Error("a cassette is shorter than when it was opened");
    done += read;
  }
  return buffer.toString("utf8");
}
