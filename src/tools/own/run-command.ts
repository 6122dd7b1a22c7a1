import { once } from "node:events";
import { EDGE_BYTES } from "./own-tool.ts";
import { type ProgramRequest, startGroup } from "./process-group.ts";

/** A program to run, and with what. */
export interface CommandRequest extends ProgramRequest {
  /** What it reads from standard input. */
  readonly input: string;
  /** It is ended once it has printed more than this. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** How much of standard error is kept for the error that it explains. */
const LONGEST_COMPLAINT = 2000;

/**
 * Runs a program to its end and gives what it printed, not much more than the limit. It runs in a process group of its own,
 * which is killed when the signal says so and when there is too much. Throws where it ends with another code than 0.
 */
export async function runCommand(request: CommandRequest): Promise<Uint8Array> {
  const { input, maxBytes, signal } = request;
  const group = startGroup(request);
  const { child } = group;
  const end = () => group.end();
  signal.addEventListener("abort", end);
  const output = collect(child.stdout, maxBytes + EDGE_BYTES, end);
  const complaint = collect(child.stderr, LONGEST_COMPLAINT + EDGE_BYTES, () => {});
  // A program may end without having read its input.
  child.stdin.on("error", () => {}).end(input);
  try {
    const [code, killedBy] = (await once(child, "close")) as [number | null, string | null];
    const printed = output();
    if (printed.length > maxBytes || code === 0) return printed;
    const said = complaint().toString("utf8").trim() || printed.toString("utf8").trim();
    const how = code === null ? `was ended by ${killedBy}` : `ended with exit code ${code}`;
    throw new Error(said === "" ? `the tool ${how}` : `the tool ${how}: ${said}`);
  } finally {
    signal.removeEventListener("abort", end);
    group.release();
  }
}

/** Keeps the first so many bytes of a stream, and reads the rest away. */
function collect(stream: NodeJS.ReadableStream, most: number, onFull: () => void): () => Buffer {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream.on("data", (chunk: Buffer) => {
    if (bytes >= most) return;
    chunks.push(chunk.subarray(0, most - bytes));
    bytes += chunk.length;
    if (bytes >= most) onFull();
  });
  return () => Buffer.concat(chunks);
}
