import { canonicalJson } from "../../core/hash.ts";
import type { Protocol } from "../protocol/protocol.ts";
import { protocolData } from "../protocol/protocol-key.ts";
import { protocolLaw } from "./protocol-law.ts";
import { type LawThread, startLawThread } from "./start-law-thread.ts";
import type { TemplateProblem } from "./template-check.ts";

/** Tries the protocols of many templates, each protocol once. */
export interface ProtocolTrials {
  /** Has a protocol tried; gives the key under which its problems will be found. */
  add(protocol: Protocol): string;
  problems(): Promise<ReadonlyMap<string, readonly TemplateProblem[]>>;
  stop(): Promise<void>;
}

/** Protocols that are tried on the spot: for so few a thread of their own is not worth its start. */
const ON_THE_SPOT = 20;

/** No trials yet. */
export function createProtocolTrials(): ProtocolTrials {
  const seen = new Set<string>();
  const found = new Map<string, readonly TemplateProblem[]>();
  let thread: LawThread | undefined;

  function ask(key: string, protocol: Protocol): void {
    if (seen.size > ON_THE_SPOT) {
      thread ??= startLawThread();
      thread.ask(key, protocol);
      return;
    }
    const problems = protocolLaw.problemsOf({ template: { protocol } });
    if (problems.length > 0) found.set(key, problems);
  }

  return {
    add(protocol) {
      const key = canonicalJson(protocolData(protocol));
      if (seen.has(key)) return key;
      seen.add(key);
      ask(key, protocol);
      return key;
    },
    async problems() {
      return thread === undefined ? found : new Map([...found, ...(await thread.answers())]);
    },
    async stop() {
      await thread?.stop();
    },
  };
}
