import type { PromptTemplate } from "../../templates/template.ts";
import type { RowSource } from "./schema.ts";

const SOURCES: Readonly<Record<string, RowSource>> = {
  react: "react",
  "react-zh": "react",
  toolllama: "toolllama",
  "toolllama-zh": "toolllama",
  autogpt: "autogpt",
  modelscope: "modelscope",
  kagentsys: "kwai-agent",
};

/** The `source` of rows whose responses stand in the protocol of this name. */
export function sourceOfProtocol(name: string): RowSource {
  return Object.hasOwn(SOURCES, name) ? SOURCES[name]! : "meta-agent";
}

/** The `source` of rows under a template. KAgentSys ends with a prompt of its own, to which the reply is plain text. */
export function sourceOfTemplate({ ability, protocol, origin }: PromptTemplate): RowSource {
  if (ability === "profile") return "profile";
  if (ability === "conclusion" && protocol.name === "plain-answer" && origin.by === "library") return "kwai-agent";
  return sourceOfProtocol(protocol.name);
}
