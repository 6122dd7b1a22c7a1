import { isObject, type JsonObject } from "../../core/json/value.ts";
import type { ToolDefinition } from "../../core/tool.ts";
import { TEMPLATES } from "../../templates/library/registry.ts";
import { guessProtocol } from "../../templates/protocol/guess-protocol.ts";
import type { Protocol } from "../../templates/protocol/protocol.ts";
import { namedProtocol, PROTOCOLS } from "../../templates/protocol/registry.ts";

/** The protocols in which responses to prompts of a source stand; the first where they do not tell. */
const BY_SOURCE: Readonly<Record<string, readonly string[]>> = {
  react: ["react", "react-zh"],
  toolllama: ["toolllama", "toolllama-zh"],
  autogpt: ["autogpt"],
  modelscope: ["modelscope"],
  "kwai-agent": ["kagentsys"],
};

/** Of a response that shows no protocol, all is the answer. */
const PLAIN = "plain-answer";

/**
 * The protocol of a row's responses: that of our own template, where the row names one; that of its source; for prompts of
 * a meta-agent and any others the one that the responses tell.
 */
export function protocolOfRow(row: JsonObject, outputs: readonly string[], tools: readonly ToolDefinition[]): Protocol {
  const about = row["extra_infos"];
  const template = isObject(about) ? about["template"] : undefined;
  if (typeof template === "string" && Object.hasOwn(TEMPLATES, template)) return TEMPLATES[template]!.protocol;
  const source = String(row["source"]);
  const known = Object.hasOwn(BY_SOURCE, source) ? BY_SOURCE[source] : undefined;
  if (known?.length === 1) return namedProtocol(known[0]!);
  const candidates = (known ?? Object.keys(PROTOCOLS)).map(namedProtocol);
  return guessProtocol(outputs, candidates, tools) ?? namedProtocol(known?.[0] ?? PLAIN);
}
