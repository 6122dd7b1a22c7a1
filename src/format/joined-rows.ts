import type { FileLayout } from "../core/json/layout.ts";
import { joinRows } from "../store/row-punctuation.ts";

/** UTF-8 takes at most so many bytes for one UTF-16 unit. */
const BYTES_PER_UNIT = 3;
/** The longest character takes four bytes. */
const LONGEST_CHARACTER = 4;

/** Rows of one file on their way to it, joined (see `joinRows`). */
export interface JoinedRows {
  write(row: string | readonly Uint8Array[]): void;
  /** Gives what is held, which may begin and end within a row, and holds nothing from then on. */
  take(): JoinedPart;
}

/** Joined rows, or a part of them. */
export interface JoinedPart {
  readonly blocks: readonly Buffer[];
  /** How many rows begin in it. */
  readonly rows: number;
}

/** Holds rows in blocks, which `takeBlock` gives; it may have everything taken that is held before it gives another one. */
export function joinedRows(layout: FileLayout, takeBlock: () => Buffer): JoinedRows {
  const encoder = new TextEncoder();
  let full: Buffer[] = [];
  let block: Buffer | undefined;
  let length = 0;
  let rows = 0;

  function seal(): void {
    if (block !== undefined) full.push(block.subarray(0, length));
    block = undefined;
    length = 0;
  }

  function room(needed: number): Buffer {
    if (block !== undefined && block.length - length < needed) seal();
    block ??= takeBlock();
    return block;
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
    write(row) {
      // A row is counted with its first byte: what is held before may be taken now.
      room(1);
      rows++;
      writeRow(row);
    },
    take() {
      seal();
      const part = { blocks: full, rows };
      full = [];
      rows = 0;
      return part;
    },
  };
}
