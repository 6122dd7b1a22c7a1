import type { ToolDefinition } from "../../../core/tool.ts";
import type { AgentStep } from "../agent-step.ts";
import { finalCommandNames } from "../endings.ts";
import { findLabels } from "../label-variants.ts";
import { isFieldRole } from "../labels.ts";
import type { Protocol } from "../protocol.ts";
import { type Mending, mendName } from "./mend-call.ts";
import { bareCall } from "./read-marks.ts";

/**
 * Does a step that reads strictly as mere text hold a call or an ending under misspelt labels, or a call of a known tool
 * without its marks? Encoding escapes the former and refuses the latter, so no encoded step does.
 */
export function hidesCall(
  protocol: Protocol,
  step: AgentStep,
  text: string,
  tools: readonly ToolDefinition[],
): boolean {
  if (step.calls.length > 0 || step.give_up !== undefined) return false;
  if (protocol.kind === "labelled")
    return (
      step.answer === undefined &&
      findLabels(protocol, text).some(({ role, repair }) =>
        isFieldRole(role) ? repair !== undefined : role !== "thought",
      )
    );
  if (protocol.kind !== "tagged" || protocol.answer !== "bare" || !/^(?:```\w*\s*)?[{[]/.test(text.trim()))
    return false;
  return bareCall(protocol, text, { tools, finals: finalCommandNames(protocol), repairs: new Set() }) !== undefined;
}

/** The step with the names of its calls as the tools spell them. */
export function withKnownNames(
  step: AgentStep,
  tools: readonly ToolDefinition[],
  finals: readonly string[],
): { readonly step: AgentStep; readonly repairs: readonly string[] } {
  const mending: Mending = { tools, finals, repairs: new Set() };
  const names = step.calls.map((call) => mendName(call.name, mending));
  const areKnown = names.every((name) => finals.includes(name) || tools.some((tool) => tool.function.name === name));
  if (mending.repairs.size === 0 || !areKnown) return { step, repairs: [] };
  const calls = step.calls.map((call, index) => ({ ...call, name: names[index]! }));
  return { step: { ...step, calls }, repairs: [...mending.repairs] };
}
