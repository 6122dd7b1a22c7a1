import { createHash } from "node:crypto";
import { close, fsync, openSync, write } from "node:fs";
import { promisify } from "node:util";
import type { Compression } from "./compression.ts";
import { type DirectFile, hasPositions } from "./direct-file.ts";
import { errorCode, fileError } from "./file-error.ts";
import { startPacker } from "./packer.ts";
import { bufferTexts } from "./text-buffers.ts";
import { startWriteBack } from "./write-back.ts";

/** How long to wait for a pipe that is full for now. */
const RETRY_MS = 2;

const writeFile = promisify(write);
const syncFile = promisify(fsync);
const closeFile = promisify(close);

/** How a file is written. */
export interface SinkOptions {
  /** The path as the user knows it, for error messages. */
  readonly shownAs: string;
  readonly compression?: Compression;
  /** Compute SHA-256 hashes: of the content, and of the file where that is something else. */
  readonly hash?: boolean;
  /** Bring the bytes to the disk (fsync) before `close` ends; not for pipes and devices. */
  readonly sync?: boolean;
}

/** What has been written. */
export interface SinkTotals {
  /** Bytes before compression. */
  readonly bytes: number;
  /** Hash of the bytes before compression; "" when none was asked for. */
  readonly sha256: string;
  /** Hash of the file as it is; "" when none was asked for. */
  readonly fileSha256: string;
}

/** A file that text is written to, in UTF-8 and in the background. */
export interface ByteSink {
  /** Bytes taken so far, before compression. */
  readonly bytes: number;
  /** Takes text, or bytes. A promise, where there is one, is to be awaited before more is written and before the bytes change. */
  write(content: string | Uint8Array): void | Promise<void>;
  /** For others, who write the file's bytes before this does; undefined where that cannot be: a pipe, a packed file. */
  direct(): DirectFile | undefined;
  /** Says that others have written the file so far, from its start; what is written here comes behind. */
  grow(bytes: number): void;
  close(): Promise<SinkTotals>;
  /** Closes the file and forgets what is not written yet. Never throws. */
  abandon(): Promise<void>;
}

/** Opens a file, or takes an open descriptor, for writing. What goes wrong in the background is thrown by the next call. */
export function openByteSink(target: string | number, options: SinkOptions): ByteSink {
  const descriptor = open(target, options);
  const packer = startPacker(options.compression ?? "none");
  const contentHash = options.hash === true ? createHash("sha256") : undefined;
  const fileHash = options.hash === true && packer !== undefined ? createHash("sha256") : undefined;
  const writeBack = options.sync === true ? startWriteBack(descriptor) : undefined;
  let byOthers = 0;
  let inFile = 0;

  async function writeNext(bytes: Buffer): Promise<void> {
    await writeAll(descriptor, bytes, byOthers === 0 ? null : inFile);
    inFile += bytes.length;
    writeBack?.reached(inFile);
  }

  async function writePacked(packed: readonly Buffer[]): Promise<void> {
    for (const bytes of packed) {
      fileHash?.update(bytes);
      await writeNext(bytes);
    }
  }

  const buffers = bufferTexts((bytes) =>
    named(options, async () => {
      contentHash?.update(bytes);
      await (packer === undefined ? writeNext(bytes) : writePacked(await packer.pack(bytes)));
    }),
  );

  let isOpen = typeof target === "string";
  async function closeDescriptor(): Promise<void> {
    packer?.stop();
    // Never twice: the number may be another file's by then.
    if (!isOpen) return;
    isOpen = false;
    await closeFile(descriptor);
  }

  return {
    get bytes() {
      return byOthers + buffers.bytes;
    },
    write: (content) => buffers.write(content),
    direct() {
      const isPlain = packer === undefined && contentHash === undefined && isOpen;
      return isPlain && hasPositions(descriptor) ? { descriptor, shownAs: options.shownAs } : undefined;
    },
    grow(bytes) {
      byOthers = inFile = bytes;
      try {
        writeBack?.reached(inFile);
      } catch (error) {
        throw fileError(error, options.shownAs);
      }
    },
    async close() {
      await buffers.flush();
      await named(options, async () => {
        if (packer !== undefined) await writePacked(await packer.end());
        await writeBack?.settle();
        if (options.sync === true) await syncFile(descriptor);
        await closeDescriptor();
      });
      const sha256 = contentHash?.digest("hex") ?? "";
      return { bytes: byOthers + buffers.bytes, sha256, fileSha256: fileHash?.digest("hex") ?? sha256 };
    },
    async abandon() {
      await buffers.abandon();
      await writeBack?.settle().catch(() => undefined);
      await closeDescriptor().catch(() => undefined);
    },
  };
}

function open(target: string | number, { shownAs }: SinkOptions): number {
  try {
    return typeof target === "number" ? target : openSync(target, "w");
  } catch (error) {
    throw fileError(error, shownAs);
  }
}

/** Runs a step that touches the file; a failure of the system becomes a named error with the file in it. */
async function named<T>({ shownAs }: SinkOptions, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw fileError(error, shownAs);
  }
}

/** Without a position it writes behind what it wrote before. */
async function writeAll(descriptor: number, bytes: Buffer, position: number | null): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    try {
      const at = position === null ? null : position + done;
      done += (await writeFile(descriptor, bytes, done, bytes.length - done, at)).bytesWritten;
    } catch (error) {
      if (errorCode(error) !== "EAGAIN") throw error;
      await new Promise((resume) => setTimeout(resume, RETRY_MS));
    }
  }
}
