import { EnvironmentFailedError } from "../../core/errors.ts";
import { type HostOptions, type HostProcess, startHost } from "./host-process.ts";
import { PROTOCOL } from "./messages.ts";

/** Processes of one environment, each for one world at a time; one whose world has closed takes the next. */
export interface HostPool {
  /** A process that has said hello. Throws EnvironmentFailedError, for all worlds, where none can be had. */
  take(): Promise<HostProcess>;
  giveBack(host: HostProcess): void;
  /** Ends all of them. */
  close(): void;
}

/** A pool that starts a process where none is idle. */
export function createHostPool(options: HostOptions): HostPool {
  const all = new Set<HostProcess>();
  const idle: HostProcess[] = [];
  let closed = false;
  return {
    async take() {
      // Who goes on after the end would leave a process behind.
      if (closed) throw new Error("the pool of an environment is closed");
      const known = idle.pop();
      if (known?.isOver === false) return known;
      const host = startHost(options);
      all.add(host);
      await host.ask("hello", { protocol: PROTOCOL }).catch((error: EnvironmentFailedError) => {
        throw new EnvironmentFailedError(error.reason, error.message, error.fix, { isForAll: true, cause: error });
      });
      return host;
    },
    giveBack(host) {
      if (host.isOver) all.delete(host);
      else idle.push(host);
    },
    close() {
      closed = true;
      for (const host of all) host.end();
      all.clear();
    },
  };
}
