import { shortHash } from "../../../core/hash.ts";
import type { Protocol } from "../../protocol/protocol.ts";
import { protocolKey } from "../../protocol/protocol-key.ts";
import type { Draft } from "./draft.ts";
import { inventJson } from "./invent-json.ts";
import { inventLabelled } from "./invent-labelled.ts";
import { inventNative } from "./invent-native.ts";
import { inventTagged } from "./invent-tagged.ts";
import { isLawful } from "./is-lawful.ts";

const INVENTORS: Readonly<Record<Protocol["kind"], (draft: Draft) => Protocol>> = {
  labelled: inventLabelled,
  json: inventJson,
  tagged: inventTagged,
  native: inventNative,
};
/** Past so many drafts, new protocols of a kind are too rare to look for. */
const DRAFTS = 200;

/** A lawful protocol that is not yet in `known`, where its key is put; undefined when words for another one are wanting. */
export function inventProtocol(kind: Protocol["kind"], draft: Draft, known: Set<string>): Protocol | undefined {
  for (let attempt = 0; attempt < DRAFTS; attempt++) {
    const protocol = INVENTORS[kind](draft);
    const key = protocolKey(protocol);
    if (known.has(key) || !isLawful(protocol)) continue;
    known.add(key);
    return { ...protocol, name: `invented-${shortHash(key)}`, title: `Invented ${kind} ${known.size}` };
  }
  return undefined;
}
