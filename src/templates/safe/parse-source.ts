import parser, { type ParsedNode } from "nunjucks/src/parser.js";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import type { TemplateFault } from "./template-faults.ts";

/** The tree of a source that was scanned, or the place where it makes no sense; a block tag takes its line with it. */
export function parseSource(source: string): { readonly root: ParsedNode } | TemplateFault {
  try {
    return { root: parser.parse(source, [], { trimBlocks: true, lstripBlocks: true }) };
  } catch (error) {
    return { ...messageOf(error), ...placeOf(error) };
  }
}

/** The parser fails with errors of its own, and with any other where it did not expect a text to end. */
function messageOf(error: unknown): Refusal {
  const text = error instanceof Error ? error.message : String(error);
  return refuse("syntax", `it cannot be parsed: ${text}`);
}

function placeOf(error: unknown): { line: number; column: number } {
  const { lineno, colno } = error as { lineno?: number; colno?: number };
  return { line: lineno ?? 1, column: colno ?? 1 };
}
