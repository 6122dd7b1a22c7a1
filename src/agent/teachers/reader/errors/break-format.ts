import type { Random } from "../../../../core/random.ts";
import type { ToolDefinition } from "../../../../core/tool.ts";
import { decodeStep } from "../../../../templates/protocol/decode-step.ts";
import { labelsOf } from "../../../../templates/protocol/labels.ts";
import { marksOf } from "../../../../templates/protocol/marks.ts";
import type { Protocol } from "../../../../templates/protocol/protocol.ts";
import { isRefusal } from "../../../../templates/protocol/refusal.ts";

/** The text in a form that the protocol refuses, or undefined where none was found. */
export function breakFormat(
  text: string,
  protocol: Protocol,
  tools: readonly ToolDefinition[],
  random: Random,
): string | undefined {
  const signs = protocol.kind === "labelled" ? labelsOf(protocol).map(([, label]) => label) : signsOf(protocol);
  const present = signs.filter((sign) => text.includes(sign));
  const ways = [
    ...present.map((sign) => text.replace(sign, "")),
    ...present.map((sign) => text.replace(sign, sign.slice(0, -1))),
    text.slice(0, Math.ceil(text.length * 0.6)),
    text.replace(/[}\]"]\s*$/, ""),
    text.replace(/[}\]>`]{1,3}(?=\s*$)/, ""),
    text.replace("{", ""),
  ];
  return random
    .shuffled(ways)
    .find((way) => way !== text && isRefusal(decodeStep(protocol, way, { tools, mode: "strict" })));
}

function signsOf(protocol: Exclude<Protocol, { kind: "labelled" }>): string[] {
  return protocol.kind === "json" ? [] : marksOf(protocol);
}
