import type { Refusal } from "../protocol/refusal.ts";

/** Something that a template may not hold, and where; lines and columns count from 1. */
export interface TemplateFault extends Refusal {
  readonly line: number;
  readonly column: number;
}

/** Why a template is not rendered: every fault that was found. */
export interface TemplateFaults extends Refusal {
  readonly faults: readonly TemplateFault[];
}

/** The refusal of a template with faults, of which there is at least one. */
export function unsafe(faults: readonly TemplateFault[]): TemplateFaults {
  const [first] = faults;
  const others = faults.length === 1 ? "" : ` (and ${faults.length - 1} more)`;
  const detail = `line ${first!.line}, column ${first!.column}: ${first!.reason}: ${first!.detail}${others}`;
  return { reason: "unsafe_template", detail, faults };
}

/** A fault at an index of the source. */
export function faultAt(source: string, index: number, reason: string, detail: string): TemplateFault {
  const before = source.slice(0, index);
  const line = before.split("\n").length;
  return { reason, detail, line, column: index - before.lastIndexOf("\n") };
}
