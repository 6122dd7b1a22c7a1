import { finalCommandNames } from "../protocol/endings.ts";
import { labelsOf } from "../protocol/labels.ts";
import { marksOf } from "../protocol/marks.ts";
import type { Protocol } from "../protocol/protocol.ts";
import { PROTOCOLS } from "../protocol/registry.ts";
import { callsTools } from "./calls-tools.ts";
import { startsLine } from "./find-label.ts";
import { fieldParts, type ProtocolParts, partsOf } from "./protocol-parts.ts";
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
  if (template.demands.fields.includes("thought") && hasMarkedThought(template.protocol)) wanted.unshift("thought");
  const needed = wanted.map((part): [string, readonly string[]] => [part.replace("_", "-"), parts[part]]);
  needed.push(["the fields that are demanded", fieldParts(template.protocol, template.demands.fields)]);
  return needed.flatMap(([what, texts]) => {
    const lacking = texts.filter((text) => !fixed.slots.output_format.includes(text));
    if (lacking.length === 0) return [];
    const list = lacking.map((text) => JSON.stringify(text)).join(", ");
    return [{ reason: "output_format_incomplete", detail: `it does not show ${list}, for ${what}` }];
  });
}

/** Between marks a thought stands only where bare text would be something else. */
function hasMarkedThought(protocol: Protocol): boolean {
  return protocol.kind === "labelled" || protocol.kind === "json" || protocol.thought.always === true;
}

function foreign({ template: { protocol }, fixed }: CheckSubject): TemplateProblem[] {
  const text = fixed.slots.output_format;
  const found = [...foreignSigns(protocol, text), ...foreignCalls(protocol, text)];
  return found.slice(0, 1).map(([sign, name]) => ({
    reason: "foreign_protocol",
    detail: `it shows ${sign}, which is of the protocol ${name}`,
  }));
}

/** A label at the start of a line, or a mark anywhere, once the protocol's own are taken out. */
function foreignSigns(own: Protocol, text: string): [string, string][] {
  const ours = ownSigns(own);
  const rest = ours.reduce((left, sign) => left.replaceAll(sign, "\uE000"), text);
  return FOREIGN_SIGNS.filter(
    ({ sign, isLabel }) =>
      rest.includes(sign) &&
      !ours.some((one) => one.toLowerCase() === sign.toLowerCase()) &&
      (!isLabel || startsLine(rest, sign)),
  ).map(({ sign, protocol }): [string, string] => [JSON.stringify(sign), protocol]);
}

/** Longer ones first, for one may hold another. */
function ownSigns(protocol: Protocol): string[] {
  const { open, close } = protocol.kind === "json" ? protocol.observation : { open: "", close: "" };
  const signs = [...signsWithKind(protocol).map(([sign]) => sign), open.trim(), close.trim()];
  return signs.filter((sign) => sign !== "").sort((a, b) => b.length - a.length);
}

function signsWithKind(protocol: Protocol): [string, boolean][] {
  if (protocol.kind === "labelled") return labelsOf(protocol).map(([, label]) => [label, true]);
  return protocol.kind === "json" ? [] : marksOf(protocol).map((mark) => [mark, false]);
}

const FOREIGN_SIGNS = Object.values(PROTOCOLS).flatMap((protocol) =>
  signsWithKind(protocol).map(([sign, isLabel]) => ({ sign, isLabel, protocol: protocol.name })),
);

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
function finalCommands({ template: { protocol }, fixed }: CheckSubject): TemplateProblem[] {
  const offered = finalCommandNames(protocol).find((name) =>
    [`"${name}"`, `'${name}'`, `\`${name}\``, `${name}(`, `<${name}>`].some((text) => fixed.slots.tools.includes(text)),
  );
  if (offered === undefined) return [];
  return [{ reason: "final_command_among_tools", detail: `the tools slot names ${JSON.stringify(offered)}` }];
}
