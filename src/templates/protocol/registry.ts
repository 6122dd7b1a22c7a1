import { addEntry, lookUp } from "../../core/registry.ts";
import { agentinstructAlfworld } from "./named/agentinstruct-alfworld.ts";
import { agentinstructDb } from "./named/agentinstruct-db.ts";
import { agentinstructKg } from "./named/agentinstruct-kg.ts";
import { agentinstructMind2web } from "./named/agentinstruct-mind2web.ts";
import { agentinstructOs } from "./named/agentinstruct-os.ts";
import { agentinstructWebshop } from "./named/agentinstruct-webshop.ts";
import { autogpt } from "./named/autogpt.ts";
import { hermes } from "./named/hermes.ts";
import { kagentsys } from "./named/kagentsys.ts";
import { modelscope } from "./named/modelscope.ts";
import { native } from "./named/native.ts";
import { plainAnswer } from "./named/plain-answer.ts";
import { qwen } from "./named/qwen.ts";
import { react } from "./named/react.ts";
import { reactZh } from "./named/react-zh.ts";
import { toolllama } from "./named/toolllama.ts";
import { toolllamaZh } from "./named/toolllama-zh.ts";
import { xml } from "./named/xml.ts";
import type { Protocol } from "./protocol.ts";

const protocols: Record<string, Protocol> = Object.fromEntries(
  [
    react,
    reactZh,
    autogpt,
    toolllama,
    toolllamaZh,
    modelscope,
    kagentsys,
    hermes,
    qwen,
    xml,
    native,
    agentinstructOs,
    agentinstructDb,
    agentinstructAlfworld,
    agentinstructWebshop,
    agentinstructKg,
    agentinstructMind2web,
    plainAnswer,
  ].map((protocol) => [protocol.name, protocol]),
);

/** Every protocol by name, those of plugins last. */
export const PROTOCOLS: Readonly<typeof protocols> = protocols;

/** The protocol of this name; throws UsageError with the nearest name. */
export function namedProtocol(name: string): Protocol {
  return lookUp("protocol", PROTOCOLS, name);
}

/** Adds a protocol of a plugin. Throws UsageError for a name that is taken. */
export function registerProtocol(protocol: Protocol): void {
  addEntry("protocol", protocols, protocol.name, protocol);
}
