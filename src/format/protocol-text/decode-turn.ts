import type { ToolDefinition } from "../../core/tool.ts";
import type { Step, Verdict } from "../../core/trajectory.ts";
import { toStep } from "../../templates/protocol/agent-step.ts";
import { decodeStep } from "../../templates/protocol/decode-step.ts";
import type { Protocol } from "../../templates/protocol/protocol.ts";
import { isRefusal } from "../../templates/protocol/refusal.ts";

/** How the texts of a row are read. */
export interface TurnReading {
  /** The name of the format, which its verdicts carry: `read:toolllama`. */
  readonly format: string;
  readonly protocol: Protocol;
  /** The tools of the row, by which misspelt names and bare arguments are mended. */
  readonly tools?: readonly ToolDefinition[];
}

const DETAIL_LENGTH = 200;

/**
 * The agent step that a text says in a protocol. What was mended is said by a verdict `repaired`; a text that cannot be
 * read is the message of the step as it stands, with a verdict that has the name of the protocol's refusal.
 */
export function decodeTurn(text: string, stepId: number, { format, protocol, tools = [] }: TurnReading): Step {
  const by = `read:${format}`;
  const read = decodeStep(protocol, text, { tools, mode: "lenient" });
  if (isRefusal(read)) {
    const detail = shortened(`${protocol.name}: ${read.detail}`);
    return withVerdict({ step_id: stepId, source: "agent", message: text }, { by, reason: read.reason, detail });
  }
  const step = toStep(read.step, stepId);
  if (read.repairs.length === 0) return step;
  return withVerdict(step, { by, reason: "repaired", detail: read.repairs.join(", ") });
}

/** The step with one more verdict. */
export function withVerdict(step: Step, verdict: Verdict): Step {
  const mat = step.extra?.mat;
  return {
    ...step,
    extra: { ...step.extra, mat: { ...mat, verdicts: [...(mat?.verdicts ?? []), verdict] } },
  };
}

/** A detail of a length that a report can show; what it quotes of a row may have any. */
function shortened(detail: string): string {
  return detail.length <= DETAIL_LENGTH ? detail : `${detail.slice(0, DETAIL_LENGTH).toWellFormed()}...`;
}
