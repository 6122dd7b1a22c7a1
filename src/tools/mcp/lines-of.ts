/** What to do with the lines of a stream. */
export interface LineOptions {
  /** A line may have so many bytes. */
  readonly maxBytes: number;
  onLine(line: string): void;
  /** A line has more: told once for each, and the line is not kept. */
  onLong(): void;
}

/** Tells of each line of a stream, in time and memory that grow with its bytes alone. */
export function linesOf(stream: NodeJS.ReadableStream, { maxBytes, onLine, onLong }: LineOptions): void {
  let pieces: Buffer[] = [];
  let bytes = 0;

  function take(piece: Buffer): void {
    const fitted = bytes <= maxBytes;
    bytes += piece.length;
    if (bytes <= maxBytes) pieces.push(piece);
    else if (fitted) {
      pieces = [];
      onLong();
    }
  }

  function end(): void {
    if (bytes > 0 && bytes <= maxBytes) onLine(Buffer.concat(pieces).toString("utf8"));
    pieces = [];
    bytes = 0;
  }

  stream.on("data", (chunk: Buffer) => {
    let from = 0;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      take(chunk.subarray(from, at));
      end();
      from = at + 1;
    }
    if (from < chunk.length) take(chunk.subarray(from));
  });
  stream.on("end", end);
}
