// A thread that tries protocols: started by start-law-thread.ts. Protocols and problems come and go as JSON texts.
import { parentPort } from "node:worker_threads";
import type { Protocol } from "../protocol/protocol.ts";
import { protocolLaw } from "./protocol-law.ts";

/** A protocol to try, by a key of the asker's. */
export interface LawQuestion {
  readonly key: string;
  readonly protocol: string;
}

/** The problems of the protocol with this key. */
export interface LawAnswer {
  readonly key: string;
  readonly problems: string;
}

parentPort!.on("message", ({ key, protocol }: LawQuestion) => {
  const problems = protocolLaw.problemsOf({ template: { protocol: JSON.parse(protocol) as Protocol } });
  parentPort!.postMessage({ key, problems: JSON.stringify(problems) } satisfies LawAnswer);
});
