import { stringifyJson } from "../../core/json/stringify.ts";
import type { JsonObject, JsonValue } from "../../core/json/value.ts";
import type { Step } from "../../core/trajectory.ts";
import { agentStep, toStep } from "../../templates/protocol/agent-step.ts";
import { decodeTurn, type TurnReading, withVerdict } from "../protocol-text/decode-turn.ts";

/** The agent step that an item says: its output, who wrote it, and whether a person edited it. */
export function readItem(item: JsonObject, stepId: number, reading: TurnReading): Step {
  const { output, llm_name: model, human_edited: edited } = item;
  const step = readOutput(output, stepId, reading);
  return {
    ...step,
    ...(typeof model === "string" ? { model_name: model } : {}),
    // Outside of `extra.mat`, so that other readers of ATIF see it too.
    ...(edited === true ? { extra: { ...step.extra, human_edited: true } } : {}),
  };
}

function readOutput(output: JsonValue | undefined, stepId: number, reading: TurnReading): Step {
  const by = `read:${reading.format}`;
  if (typeof output !== "string") {
    const text = output === undefined || output === null ? "" : stringifyJson(output);
    const step: Step = { step_id: stepId, source: "agent", message: text };
    return withVerdict(step, { by, reason: "value_not_text", detail: "the output of an item is no text" });
  }
  if (reading.protocol.kind !== "json" || output.trim() === "" || /[{｛]/.test(output))
    return decodeTurn(output, stepId, reading);
  const answer = toStep(agentStep({ calls: [], answer: output }), stepId);
  // KAgentSys asks for the conclusion in a prompt of its own, and for plain text.
  if (reading.protocol.name === "kagentsys") return answer;
  return withVerdict(answer, { by, reason: "repaired", detail: "plain_text" });
}
