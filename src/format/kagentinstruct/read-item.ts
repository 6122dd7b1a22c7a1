import type { JsonObject } from "../../core/json/value.ts";
import type { Step } from "../../core/trajectory.ts";
import { agentStep, toStep } from "../../templates/protocol/agent-step.ts";
import { memberText } from "../member-text.ts";
import { decodeTurn, type TurnReading, withVerdict } from "../protocol-text/decode-turn.ts";

/** The agent step that an item says: its output, who wrote it, and whether a person edited it. */
export function readItem(item: JsonObject, stepId: number, reading: TurnReading): Step {
  const { llm_name: model, human_edited: edited } = item;
  const step = readOutput(item, stepId, reading);
  return {
    ...step,
    ...(typeof model === "string" ? { model_name: model } : {}),
    // Outside of `extra.mat`, so that other readers of ATIF see it too.
    ...(edited === true ? { extra: { ...step.extra, human_edited: true } } : {}),
  };
}

function readOutput(item: JsonObject, stepId: number, reading: TurnReading): Step {
  const by = `read:${reading.format}`;
  const { output } = item;
  if (typeof output !== "string") {
    const step: Step = { step_id: stepId, source: "agent", message: memberText(item, "output") };
    return withVerdict(step, { by, reason: "value_not_text", detail: "the output of an item is no text" });
  }
  if (reading.protocol.kind !== "json" || output.trim() === "" || /[{｛]/.test(output))
    return decodeTurn(output, stepId, reading);
  const answer = toStep(agentStep({ calls: [], answer: output }), stepId);
  // KAgentSys asks for the conclusion in a prompt of its own, and for plain text.
  if (reading.protocol.name === "kagentsys") return answer;
  return withVerdict(answer, { by, reason: "repaired", detail: "plain_text" });
}
