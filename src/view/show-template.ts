import { stringifyJson } from "../core/json/stringify.ts";
import type { JsonValue } from "../core/json/value.ts";
import { visibleText } from "../core/visible-text.ts";
import { SLOTS } from "../templates/slots.ts";
import type { PromptTemplate } from "../templates/template.ts";

/** A template as people read it: what it is, what it demands, its sources, and its protocol. */
export function showTemplate(template: PromptTemplate): string {
  const { layout, protocol, slots } = template;
  const lines = [
    `${template.id}: ${template.title}`,
    ...about(template),
    ...Object.entries(layout).flatMap(([name, source]) => (name === "kind" ? [] : section(name, source))),
    ...SLOTS.flatMap((slot) => section(`slot ${slot}`, slots[slot])),
    ...section(
      "protocol",
      stringifyJson(protocol as unknown as JsonValue, { style: "indent", indent: 2, ascii: false }),
    ),
  ];
  return `${visibleText(lines.join("\n"))}\n`;
}

function about({
  language,
  ability,
  tone,
  protocol,
  tool_rendering,
  episode,
  demands,
  origin,
}: PromptTemplate): string[] {
  const asked = [...demands.fields, ...demands.behaviours];
  const { by, ...rest } = origin;
  const details = Object.entries(rest).map(
    ([key, value]) => `${key} ${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  return [
    `  language   ${language}`,
    `  ability    ${ability}`,
    `  tone       ${tone}`,
    `  protocol   ${protocol.name} (${protocol.kind})`,
    `  tools as   ${tool_rendering}`,
    `  episode    ${episode}`,
    `  demands    ${asked.length === 0 ? "nothing" : asked.join(", ")}`,
    `  written by ${[by, ...details].join(", ")}`,
  ];
}

function section(title: string, source: string): string[] {
  return source === ""
    ? ["", `${title}: empty`]
    : ["", `${title}:`, ...source.split("\n").map((line) => `    ${line}`.trimEnd())];
}
