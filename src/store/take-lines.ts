/** Lines that come in batches, handed out by number. */
export interface LineTaker {
  /** The next lines: as many as asked for, unless there are no more. */
  take(count: number): Promise<string[]>;
  /** Closes what the lines come from. */
  end(): Promise<void>;
}

/** Cuts batches of lines anew, so that two files can be read in step. */
export function takeLines(batches: AsyncGenerator<string[]>): LineTaker {
  let left: string[] = [];
  let from = 0;
  return {
    async take(count) {
      const taken: string[] = [];
      while (taken.length < count) {
        if (from === left.length) {
          const next = await batches.next();
          if (next.done === true) break;
          left = next.value;
          from = 0;
        }
        const to = Math.min(left.length, from + count - taken.length);
        for (; from < to; from++) taken.push(left[from]!);
      }
      return taken;
    },
    async end() {
      await batches.return(undefined);
    },
  };
}
