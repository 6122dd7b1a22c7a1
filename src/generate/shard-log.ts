import { closeSync, openSync, readSync } from "node:fs";
import type { JsonValue } from "../core/json/value.ts";
import { openJournal } from "../store/journal.ts";
import { readJournal } from "../store/read-journal.ts";
import type { EpisodeEnd } from "./episode-end.ts";

/** What an episode heard from outside: a reply of the model, a result of a tool, what a simulated user said. */
export interface Heard {
  readonly kind: "reply" | "call" | "user";
  /** Tells what was asked: an answer to something else is of no use. */
  readonly asked: string;
  readonly value: JsonValue;
}

/** What an episode that is played needs of a journal. */
export interface EpisodeLog {
  /** What an unfinished episode has heard so far, oldest first. */
  heardBy(episode: number): readonly Heard[];
  /** Notes what an episode heard; the promise ends when the system has it. */
  hear(episode: number, heard: Heard): Promise<void>;
  /** What an episode heard from this number on is of no use any more. */
  forget(episode: number, from: number): Promise<void>;
  /** Notes that an episode is done; `text` is its trajectory, one line of JSON. */
  finish(episode: number, end: EpisodeEnd, text: string): Promise<void>;
}

/** The journal of one shard: what unfinished episodes heard, and the episodes that are done, in the order of their ends. */
export interface ShardLog extends EpisodeLog {
  /** Bytes at its end that were no whole line when it was opened. */
  readonly torn: number;
  endOf(episode: number): EpisodeEnd | undefined;
  /** The trajectory of an episode that is done, as it was given. */
  textOf(episode: number): string;
  close(): Promise<void>;
}

/** A line of the journal, as short as it can be: there is one for each reply. */
type Line =
  | { readonly e: number; readonly k: Heard["kind"]; readonly q: string; readonly v: JsonValue }
  | { readonly e: number; readonly k: "forget"; readonly from: number }
  | { readonly e: number; readonly k: "end"; readonly end: EpisodeEnd; readonly row: JsonValue };

interface Finished {
  readonly end: EpisodeEnd;
  /** Where the trajectory's text stands in the file. */
  readonly at: number;
  readonly bytes: number;
}

/** Opens the journal of a shard, or begins it. A last line that was cut off is removed; its length is `torn`. */
export async function openShardLog(file: string): Promise<ShardLog> {
  const heard = new Map<number, Heard[]>();
  const finished = new Map<number, Finished>();
  const extent = await readJournal(file, ({ text, at }) => {
    const line = parseLine(text);
    if (line === undefined) return false;
    if (line.k === "end") {
      const head = Buffer.byteLength(endHead(line.e, line.end));
      finished.set(line.e, { end: line.end, at: at + head, bytes: Buffer.byteLength(text) - head - 1 });
      heard.delete(line.e);
    } else if (line.k === "forget") heard.get(line.e)?.splice(line.from);
    else entriesOf(line.e).push({ kind: line.k, asked: line.q, value: line.v });
    return true;
  });
  const journal = openJournal(file, extent.bytes);
  const rows = openSync(file, "r");

  function entriesOf(episode: number): Heard[] {
    const known = heard.get(episode) ?? [];
    heard.set(episode, known);
    return known;
  }

  return {
    torn: extent.torn,
    endOf: (episode) => finished.get(episode)?.end,
    heardBy: (episode) => heard.get(episode) ?? [],
    hear: (episode, { kind, asked, value }) => journal.append(formatLine({ e: episode, k: kind, q: asked, v: value })),
    forget: (episode, from) => journal.append(formatLine({ e: episode, k: "forget", from })),
    async finish(episode, end, text) {
      const head = endHead(episode, end);
      const at = journal.bytes + Buffer.byteLength(head);
      await journal.append(`${head}${text}}`);
      finished.set(episode, { end, at, bytes: Buffer.byteLength(text) });
      heard.delete(episode);
    },
    textOf: (episode) => readText(rows, finished.get(episode)!),
    async close() {
      closeSync(rows);
      await journal.close();
    },
  };
}

/** The line of an end without its row: the row's text comes behind it as it is. */
function endHead(episode: number, end: EpisodeEnd): string {
  return `${formatLine({ e: episode, k: "end", end, row: null }).slice(0, -"null}".length)}`;
}

function formatLine(line: Line): string {
  return JSON.stringify(line);
}

function parseLine(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
}

function readText(file: number, { at, bytes }: Finished): string {
  const buffer = Buffer.allocUnsafe(bytes);
  for (let done = 0; done < bytes; ) {
    const read = readSync(file, buffer, done, bytes - done, at + done);
    if (read === 0) throw new Error("a journal is shorter than what was written to it");
    done += read;
  }
  return buffer.toString("utf8");
}
