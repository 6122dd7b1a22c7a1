import { type FileLayout, JSONL } from "../core/json/layout.ts";
import { stringifyJson } from "../core/json/stringify.ts";
import { joinRows } from "../store/row-punctuation.ts";
import { ASIDE, type Output } from "./open-output.ts";
import { rowContent } from "./row-content.ts";

/** Joined rows of one file, or a piece of them; `rows` is how many begin in it. */
export interface JoinedRows {
  readonly file: string | typeof ASIDE;
  readonly rows: number;
  readonly buffer: ArrayBuffer;
  /** How much of the buffer is filled. */
  readonly length: number;
}

/** Where buffers come from and go to. */
export interface BufferTrade {
  take(): ArrayBuffer;
  send(joined: JoinedRows): void;
}

/** UTF-8 takes at most so many bytes for one UTF-16 unit. */
const BYTES_PER_UNIT = 3;
/** The longest character takes four bytes. */
const LONGEST_CHARACTER = 4;

/** An output whose rows are sent away in buffers. `finish` sends what is left, and more may be written then. */
export function bufferOutput(files: readonly string[], layout: FileLayout, trade: BufferTrade): Output {
  const contentOf = rowContent(layout);
  const targets = new Map(files.map((file) => [file, bufferFile(file, layout, trade)]));
  const aside = bufferFile(ASIDE, JSONL, trade);
  return {
    write: (row) => targets.get(row.file)!.write(contentOf(row)),
    keepAside: async (line) => aside.write(stringifyJson(line)),
    addJoined: () => {
      throw new Error("rows in buffers are not taken over");
    },
    async finish() {
      for (const target of [...targets.values(), aside]) target.flush();
      return { files: [] };
    },
    abandon: async () => undefined,
  };
}

function bufferFile(file: JoinedRows["file"], layout: FileLayout, trade: BufferTrade) {
  const encoder = new TextEncoder();
  let buffer: Buffer<ArrayBuffer> | undefined;
  let length = 0;
  let rows = 0;

  function flush(): void {
    if (buffer !== undefined) trade.send({ file, rows, buffer: buffer.buffer, length });
    buffer = undefined;
    length = rows = 0;
  }

  function room(needed: number): Buffer {
    if (buffer !== undefined && buffer.length - length < needed) flush();
    buffer ??= Buffer.from(trade.take());
    return buffer;
  }

  function addBytes(added: Uint8Array): void {
    for (let at = 0; at < added.length; ) {
      const into = room(1);
      const taken = Math.min(added.length - at, into.length - length);
      into.set(taken === added.length ? added : added.subarray(at, at + taken), length);
      length += taken;
      at += taken;
    }
  }

  function addText(text: string): void {
    const into = room(1);
    if (text.length * BYTES_PER_UNIT <= into.length - length) {
      length += into.write(text, length);
      return;
    }
    for (let at = 0; at < text.length; ) {
      const rest = at === 0 ? text : text.slice(at);
      const { read, written } = encoder.encodeInto(rest, room(LONGEST_CHARACTER).subarray(length));
      length += written;
      at += read;
    }
  }

  const writeRow = joinRows(layout, (content) => (typeof content === "string" ? addText(content) : addBytes(content)));
  return {
    write(row: string | readonly Uint8Array[]): void {
      room(1);
      rows++;
      writeRow(row);
    },
    flush,
  };
}
