import type { Refusal } from "../protocol/refusal.ts";
import { checkNodes } from "./check-nodes.ts";
import type { Declarations, TemplateData } from "./declarations.ts";
import { parseSource } from "./parse-source.ts";
import { renderParts } from "./render-parts.ts";
import { scanSource } from "./scan-source.ts";
import { type TemplateFaults, unsafe } from "./template-faults.ts";
import type { TemplatePart } from "./template-part.ts";

/** A template that was checked. */
export interface SafeTemplate {
  /** The declared names that it uses, in the order of their first use. */
  readonly variables: readonly string[];
  /** All of its text that is the same in every rendering; pieces are joined by a line break. */
  readonly fixedText: string;
  /** Refused as `output_too_long`, `too_many_steps`, or `wrong_data` where a value is not of the declared kind. */
  readonly render: (data: TemplateData) => string | Refusal;
}

/** Checks a template from anyone; it renders only when it holds nothing but what docs/templates.md says. Never throws. */
export function compileTemplate(source: string, declared: Declarations): SafeTemplate | TemplateFaults {
  const fault = scanSource(source);
  if (fault !== undefined) return unsafe([fault]);
  // Most slots have no tags: those need no parser, which would go through them sign by sign.
  if (!/\{[{%]/.test(source)) return templateOf([{ kind: "literal", text: source }], []);
  const parsed = parseSource(source);
  if (!("root" in parsed)) return unsafe([parsed]);
  const { parts, variables, faults } = checkNodes(parsed.root, declared);
  return faults.length > 0 ? unsafe(faults) : templateOf(parts, variables);
}

function templateOf(parts: readonly TemplatePart[], variables: readonly string[]): SafeTemplate {
  return { variables, fixedText: literalsIn(parts).join("\n"), render: (data) => renderParts(parts, data) };
}

function literalsIn(parts: readonly TemplatePart[]): string[] {
  return parts.flatMap((part) => {
    if (part.kind === "literal") return part.text === "" ? [] : [part.text];
    if (part.kind === "value") return [];
    return [...literalsIn(part.body), ...(part.kind === "if" ? literalsIn(part.otherwise) : [])];
  });
}
