import type { JSONRPCMessage, Transport } from "@modelcontextprotocol/client";
import { type ProgramRequest, startGroup } from "../own/process-group.ts";
import { linesOf } from "./lines-of.ts";

/** What a server's program says beside its messages. */
export interface ProgramWatch {
  /** A line of standard error. */
  said(line: string): void;
}

/** A transport to a program, which knows how the program ended. */
export interface StdioTransport extends Transport {
  /** How it ended, in words; undefined while it runs. */
  ended(): string | undefined;
}

/** How long a program may take to end once nobody talks to it any more, and again once it was told to. */
const PATIENCE = 2000;
const LONGEST_MESSAGE = 10_000_000;
const LONGEST_LINE = 2000;

/**
 * Speaks to a program over its standard input and output: a message a line. The program runs in a process group of its own, of
 * which nothing is left once the transport is closed.
 */
export async function stdioTransport(program: ProgramRequest, { said }: ProgramWatch): Promise<StdioTransport> {
  const { deserializeMessage, serializeMessage } = await import("@modelcontextprotocol/client");
  let group: ReturnType<typeof startGroup> | undefined;
  let end: string | undefined;

  function hear(line: string): void {
    try {
      transport.onmessage?.(deserializeMessage(line));
    } catch (error) {
      // A line that is no message is of no use to anyone, and no reason to stop.
      transport.onerror?.(error as Error);
    }
  }

  function endFlood(): void {
    said(`it is ended, since it writes a message of more than ${LONGEST_MESSAGE} bytes`);
    group?.end();
  }

  function finish(how: string): void {
    if (end !== undefined) return;
    end = how;
    // What the program has started is of no use without it.
    group?.end();
    group?.release();
    transport.onclose?.();
  }

  const transport: StdioTransport = {
    ended: () => end,
    async start() {
      group = startGroup(program);
      const { child } = group;
      linesOf(child.stdout, { maxBytes: LONGEST_MESSAGE, onLine: hear, onLong: endFlood });
      linesOf(child.stderr, {
        maxBytes: LONGEST_LINE,
        onLine: said,
        onLong: () => said(`a line of more than ${LONGEST_LINE} bytes`),
      });
      child.stdin.on("error", () => {});
      child.on("exit", (code, signal) =>
        finish(code === null ? `was ended by ${signal}` : `ended with exit code ${code}`),
      );
      await new Promise<void>((resolve, reject) => {
        child.once("spawn", resolve);
        child.on("error", (error) => {
          finish(error.message);
          reject(error);
        });
      });
    },
    async send(message: JSONRPCMessage) {
      if (group === undefined || end !== undefined) throw new Error(`the program ${end ?? "was not started"}`);
      group.child.stdin.write(serializeMessage(message));
    },
    async close() {
      if (group === undefined || end !== undefined) return;
      const { child } = group;
      const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
      child.stdin.end();
      if (await isWithin(exited, PATIENCE)) return;
      group.end("SIGTERM");
      if (await isWithin(exited, PATIENCE)) return;
      group.end();
      await isWithin(exited, PATIENCE);
    },
  };
  return transport;
}

async function isWithin(work: Promise<void>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  try {
    return await Promise.race([work.then(() => true as const), late]);
  } finally {
    clearTimeout(timer);
  }
}
