/** One line on a terminal that says how far a job is; silent where standard error is no terminal. */
export interface Progress {
  /** Shows this text instead of the last one, at most ten times a second. */
  update(text: string): void;
  /** Takes the line away, so that other text can be written. */
  clear(): void;
}

const MINIMAL_INTERVAL_MS = 100;
const ERASE_LINE = "\r\u001B[2K";

/** A {@link Progress} on this stream. */
export function createProgress(stream: {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}): Progress {
  if (stream.isTTY !== true || process.env["TERM"] === "dumb") return { update: () => {}, clear: () => {} };
  let shown = false;
  let last = 0;
  return {
    update(text) {
      const now = performance.now();
      if (now - last < MINIMAL_INTERVAL_MS) return;
      last = now;
      shown = true;
      stream.write(ERASE_LINE + text.slice(0, (stream.columns ?? 80) - 1));
    },
    clear() {
      if (shown) stream.write(ERASE_LINE);
      shown = false;
    },
  };
}
