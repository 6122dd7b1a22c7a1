/** Size of a buffer, and how many there are: while some are drained, the caller fills another. */
const BUFFER_BYTES = 1 << 19;
const BUFFERS = 4;

/** Texts on their way to bytes: a few buffers that are filled and drained in turn. */
export interface TextBuffers {
  /** Bytes taken so far. */
  readonly bytes: number;
  /** Takes the text as UTF-8. A promise, where there is one, is to be awaited before more is written: all buffers are full. */
  write(text: string): void | Promise<void>;
  /** Ends when everything taken is drained. */
  flush(): Promise<void>;
  /** Forgets what is not drained yet, and ends when nothing is being drained any more. Never throws. */
  abandon(): Promise<void>;
}

/** Buffers in front of `drain`, which is called with one buffer after the other; its failure is thrown by the next call. */
export function bufferTexts(drain: (bytes: Buffer) => Promise<void>): TextBuffers {
  const encoder = new TextEncoder();
  const free: Buffer[] = [];
  const draining: Promise<void>[] = [];
  let allocated = 0;
  let current: Buffer | undefined;
  let used = 0;
  let handedOn = 0;
  let waiting: Promise<void> | undefined;
  let failure: { readonly error: unknown } | undefined;

  function nextBuffer(): Buffer | undefined {
    used = 0;
    if (free.length > 0 || allocated === BUFFERS) return free.pop();
    allocated++;
    return Buffer.allocUnsafeSlow(BUFFER_BYTES);
  }

  /** Takes as much of the text as there is room for; gives the position of the first code unit that it left. */
  function fill(text: string, from: number): number {
    let taken = from;
    while (taken < text.length) {
      current ??= nextBuffer();
      if (current === undefined) return taken;
      const rest = taken === 0 ? text : text.slice(taken);
      if (rest.length * 3 <= BUFFER_BYTES - used) {
        used += current.write(rest, used);
        return text.length;
      }
      const { read, written } = encoder.encodeInto(rest, current.subarray(used));
      used += written;
      taken += read;
      if (taken < text.length) handOn();
    }
    return taken;
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
    free.push(buffer);
  }

  async function writeRest(text: string, from: number): Promise<void> {
    let taken = from;
    while (taken < text.length) {
      await draining[0];
      throwFailure();
      taken = fill(text, taken);
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
      const taken = fill(text, 0);
      return taken < text.length ? wait(writeRest(text, taken)) : undefined;
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
