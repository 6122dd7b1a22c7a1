import { areBuffersScarce, BUFFER_BYTES, giveBuffer, takeBuffer } from "./buffer-pool.ts";

/** While some buffers are drained, the caller fills another. */
const BUFFERS = 6;
/** Never fewer: with two, one is drained while the other is filled. */
const PAIR = 2;

/** Texts on their way to bytes: a few buffers that are filled and drained in turn. */
export interface TextBuffers {
  /** Bytes taken so far. */
  readonly bytes: number;
  /**
   * Takes text as UTF-8, or bytes. A promise, where there is one, is to be awaited before more is written, and before the
   * bytes change: all buffers are full.
   */
  write(content: string | Uint8Array): void | Promise<void>;
  /** Ends when everything taken is drained. */
  flush(): Promise<void>;
  /** Forgets what is not drained yet, and ends when nothing is being drained any more. Never throws. */
  abandon(): Promise<void>;
}

/** Buffers in front of `drain`, which is called with one buffer after the other; its failure is thrown by the next call. */
export function bufferTexts(drain: (bytes: Buffer) => Promise<void>): TextBuffers {
  const encoder = new TextEncoder();
  const draining: Promise<void>[] = [];
  let held = 0;
  let current: Buffer | undefined;
  let used = 0;
  let handedOn = 0;
  let waiting: Promise<void> | undefined;
  let failure: { readonly error: unknown } | undefined;

  function nextBuffer(): Buffer | undefined {
    if (held === BUFFERS || (held >= PAIR && areBuffersScarce())) return undefined;
    held++;
    used = 0;
    return takeBuffer();
  }

  /** Takes as much of the content as there is room for; gives the position of the first byte or code unit that it left. */
  function fill(content: string | Uint8Array, from: number): number {
    return typeof content === "string" ? fillText(content, from) : fillBytes(content, from);
  }

  function fillBytes(bytes: Uint8Array, from: number): number {
    let position = from;
    while (position < bytes.length) {
      current ??= nextBuffer();
      if (current === undefined) return position;
      const taken = Math.min(bytes.length - position, BUFFER_BYTES - used);
      current.set(taken === bytes.length ? bytes : bytes.subarray(position, position + taken), used);
      used += taken;
      position += taken;
      if (used === BUFFER_BYTES) handOn();
    }
    return position;
  }

  /** Takes as much of the text as there is room for; gives the position of the first code unit that it left. */
  function fillText(text: string, from: number): number {
    let position = from;
    while (position < text.length) {
      current ??= nextBuffer();
      if (current === undefined) return position;
      const rest = position === 0 ? text : text.slice(position);
      if (rest.length * 3 <= BUFFER_BYTES - used) {
        used += current.write(rest, used);
        return text.length;
      }
      const { read, written } = encoder.encodeInto(rest, current.subarray(used));
      used += written;
      position += read;
      if (position < text.length) handOn();
    }
    return position;
  }

  function handOn(): void {
    if (current === undefined || used === 0) return;
    const buffer = current;
    const bytes = buffer.subarray(0, used);
    current = undefined;
    handedOn += used;
    used = 0;
    draining.push(drainNext(draining.at(-1), bytes, buffer));
  }

  async function drainNext(before: Promise<void> | undefined, bytes: Buffer, buffer: Buffer): Promise<void> {
    await before;
    try {
      if (failure === undefined) await drain(bytes);
    } catch (error) {
      failure ??= { error };
    }
    draining.shift();
    held--;
    giveBuffer(buffer);
  }

  async function writeRest(text: string | Uint8Array, from: number): Promise<void> {
    let position = from;
    while (position < text.length) {
      await draining[0];
      throwFailure();
      position = fill(text, position);
    }
  }

  function wait(work: Promise<void>): Promise<void> {
    waiting = work;
    const clear = () => {
      if (waiting === work) waiting = undefined;
    };
    work.then(clear, clear);
    return work;
  }

  function throwFailure(): void {
    if (failure !== undefined) throw failure.error;
  }

  return {
    get bytes() {
      return handedOn + used;
    },
    write(text) {
      throwFailure();
      // A caller that did not wait still gets its texts in order.
      if (waiting !== undefined) return wait(waiting.then(() => writeRest(text, 0)));
      const position = fill(text, 0);
      return position < text.length ? wait(writeRest(text, position)) : undefined;
    },
    async flush() {
      await waiting;
      handOn();
      await draining.at(-1);
      throwFailure();
    },
    async abandon() {
      failure ??= { error: new Error("this output was abandoned") };
      await draining.at(-1);
    },
  };
}
