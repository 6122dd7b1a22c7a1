/** What one batch may hold. */
export interface BatchSize {
  readonly requests: number;
  readonly bytes: number;
}

/** Something that goes into a batch as a line. */
export interface Gathered {
  readonly line: string;
}

/** Gathers requests until none has come for a while, or as many have as one batch may hold. */
export interface Gathering<T extends Gathered> {
  add(item: T): void;
  /** From now on a batch holds half as many. */
  halve(): void;
  /** Forgets what has been gathered. */
  clear(): void;
}

/** Begins to gather; whole batches are handed on, never an empty one. */
export function createGathering<T extends Gathered>(
  quietMilliseconds: number,
  size: BatchSize,
  handOn: (items: T[]) => void,
): Gathering<T> {
  let items: T[] = [];
  let bytes = 0;
  let most = size.requests;
  let timer: NodeJS.Timeout | undefined;
  const take = (): T[] => {
    clearTimeout(timer);
    const taken = items;
    items = [];
    bytes = 0;
    return taken;
  };
  const flush = () => {
    if (items.length > 0) handOn(take());
  };
  return {
    add(item) {
      const length = Buffer.byteLength(item.line) + 1;
      if (bytes + length > size.bytes) flush();
      items.push(item);
      bytes += length;
      clearTimeout(timer);
      if (items.length >= most) flush();
      else timer = setTimeout(flush, quietMilliseconds);
    },
    halve() {
      most = Math.max(1, Math.ceil(most / 2));
    },
    clear: () => void take(),
  };
}
