import { guessProtocol } from "../../templates/protocol/guess-protocol.ts";
import type { Protocol } from "../../templates/protocol/protocol.ts";
import { namedProtocol, PROTOCOLS } from "../../templates/protocol/registry.ts";
import { GRAMMARS } from "./grammars.ts";

/** The splits of AgentInstruct, by which ids begin: `os_12`, `mind2web_3`. */
const SPLIT = /^(os|db|alfworld|webshop|kg|mind2web)_/;

/** Where several protocols read as well, the first of these it is. */
const CANDIDATES = ["react", ...Object.keys(PROTOCOLS)].map(namedProtocol);

/** The protocol of a row: by its id's split, else by the texts of its agent; undefined where these are plain talk. */
export function protocolOfRow(id: string, texts: readonly string[]): Protocol | undefined {
  const split = SPLIT.exec(id)?.[1];
  return split === undefined
    ? (byGrammar(texts) ?? guessProtocol(texts, CANDIDATES))
    : namedProtocol(`agentinstruct-${split}`);
}

/** A grammar that reads two texts or more, and more of them than any other. */
function byGrammar(texts: readonly string[]): Protocol | undefined {
  const scores = Object.entries(GRAMMARS).map(([name, grammar]) => ({
    name,
    read: texts.filter((text) => (grammar.read(text)?.calls.length ?? 0) > 0).length,
  }));
  const most = Math.max(...scores.map(({ read }) => read));
  const best = scores.filter(({ read }) => read === most);
  return most > 1 && best.length === 1 ? namedProtocol(best[0]!.name) : undefined;
}
