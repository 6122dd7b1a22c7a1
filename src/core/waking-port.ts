import { MessageChannel, type MessagePort, receiveMessageOnPort } from "node:worker_threads";

/** The receiving end of a {@link WakingPort}, as it is handed to another thread (with `port` in its transfer list). */
export interface SleepingEnd {
  readonly port: MessagePort;
  /** Counts what has been sent: what the other thread sleeps on. */
  readonly sent: SharedArrayBuffer;
}

/** Sends messages to a thread that may be asleep, waiting for them. */
export interface WakingPort<T> {
  readonly end: SleepingEnd;
  send(message: T): void;
  close(): void;
}

/** A channel to a thread that sleeps where it has nothing else to do: it needs no event loop, and no `await`. */
export function createWakingPort<T>(): WakingPort<T> {
  const { port1, port2 } = new MessageChannel();
  const sent = new SharedArrayBuffer(4);
  const count = new Int32Array(sent);
  return {
    end: { port: port2, sent },
    send(message) {
      port1.postMessage(message);
      Atomics.add(count, 0, 1);
      Atomics.notify(count, 0);
    },
    close: () => port1.close(),
  };
}

/** The next message; sleeps until there is one. */
export function receiveAsleep<T>({ port, sent }: SleepingEnd): T {
  const count = new Int32Array(sent);
  for (;;) {
    const seen = Atomics.load(count, 0);
    const received = receiveMessageOnPort(port) as { message: T } | undefined;
    if (received !== undefined) return received.message;
    Atomics.wait(count, 0, seen);
  }
}
