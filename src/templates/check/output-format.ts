import { finalCommandNames } from "../protocol/endings.ts";
import { labelsOf } from "../protocol/labels.ts";
import { marksOf } from "../protocol/marks.ts";
import type { Protocol } from "../protocol/protocol.ts";
import { PROTOCOLS } from "../protocol/registry.ts";
import { callsTools } from "./calls-tools.ts";
import { startsLine } from "./find-label.ts";
import { type ProtocolParts, partsOf } from "./protocol-parts.ts";
import type { CheckSubject, TemplateCheck, TemplateProblem } from "./template-check.ts";

/** The output format shows the template's own protocol and no other, and the tools are not confused with endings. */
export const outputFormat: TemplateCheck = {
  reasons: {
    output_format_incomplete: "the output format does not show a label, mark, key or command that a step needs",
    foreign_protocol: "the output format shows a label, mark or call of another protocol",
    final_command_among_tools: "the tools slot offers the command that ends an episode as a tool",
  },
  problemsOf: (subject) => [...missing(subject), ...foreign(subject), ...finalCommands(subject)],
};

function missing({ template, fixed }: CheckSubject): TemplateProblem[] {
  const parts = partsOf(template.protocol);
  const wanted: (keyof ProtocolParts)[] = ["answer", "give_up"];
  if (callsTools(template)) wanted.unshift("call");
  if (template.demands.fields.includes("thought")) wanted.unshift("thought");
  return wanted.flatMap((part) => {
    const lacking = parts[part].filter((text) => !fixed.output_format.includes(text));
    if (lacking.length === 0) return [];
    const list = lacking.map((text) => JSON.stringify(text)).join(", ");
    return [{ reason: "output_format_incomplete", detail: `it does not show ${list}, for ${part.replace("_", "-")}` }];
  });
}

function foreign({ template: { protocol }, fixed: { output_format: text } }: CheckSubject): TemplateProblem[] {
  const found = [...foreignSigns(protocol, text), ...foreignCalls(protocol, text)];
  return found.slice(0, 1).map(([sign, name]) => ({
    reason: "foreign_protocol",
    detail: `it shows ${sign}, which is of the protocol ${name}`,
  }));
}

/** A label at the start of a line, or a mark anywhere. */
function foreignSigns(own: Protocol, text: string): [string, string][] {
  const ours = ownSigns(own);
  return Object.values(PROTOCOLS).flatMap((other) =>
    signsWithKind(other)
      .filter(
        ([sign, isLabel]) => !ours.has(sign.toLowerCase()) && (isLabel ? startsLine(text, sign) : text.includes(sign)),
      )
      .map(([sign]): [string, string] => [JSON.stringify(sign), other.name]),
  );
}

function ownSigns(protocol: Protocol): Set<string> {
  return new Set(
    [...signsWithKind(protocol).map(([sign]) => sign), ...observationOf(protocol)].map((sign) => sign.toLowerCase()),
  );
}

function observationOf(protocol: Protocol): string[] {
  return protocol.kind === "json" ? [protocol.observation.open, protocol.observation.close] : [];
}

function signsWithKind(protocol: Protocol): [string, boolean][] {
  if (protocol.kind === "labelled") return labelsOf(protocol).map(([, label]) => [label, true]);
  return protocol.kind === "json" ? [] : marksOf(protocol).map((mark) => [mark, false]);
}

/** All the keys of a call: single ones, such as "name", are everybody's. */
function foreignCalls(own: Protocol, text: string): [string, string][] {
  const ours = keysOf(own);
  return Object.values(PROTOCOLS).flatMap((other): [string, string][] => {
    const keys = other.kind === "json" ? partsOf(other).call : [];
    const shows = keys.length > 0 && keys.every((key) => text.includes(key)) && keys.some((key) => !ours.includes(key));
    return shows ? [[`a call with the keys ${keys.join(", ")}`, other.name]] : [];
  });
}

function keysOf(protocol: Protocol): string[] {
  const parts = partsOf(protocol);
  return [...parts.thought, ...parts.call, ...parts.answer, ...parts.give_up];
}

/** An ordinary word may be both; what stands like a name of code may not. */
function finalCommands({ template: { protocol }, fixed: { tools } }: CheckSubject): TemplateProblem[] {
  const offered = finalCommandNames(protocol).find((name) =>
    [`"${name}"`, `'${name}'`, `\`${name}\``, `${name}(`, `<${name}>`].some((text) => tools.includes(text)),
  );
  if (offered === undefined) return [];
  return [{ reason: "final_command_among_tools", detail: `the tools slot names ${JSON.stringify(offered)}` }];
}
