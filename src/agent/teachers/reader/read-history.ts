import { type Tool, toolDefinitions } from "../../../core/tool.ts";
import { decodeStep } from "../../../templates/protocol/decode-step.ts";
import { readObservation } from "../../../templates/protocol/observation.ts";
import { isRefusal } from "../../../templates/protocol/refusal.ts";
import type { TeacherSlots } from "../slots.ts";
import type { SeenCall } from "./reader-view.ts";
import { seenCall } from "./seen-call.ts";

/** The calls of the steps behind a prompt, read in its protocol; steps that cannot be read are passed over. */
export function readHistory({ history, protocol }: TeacherSlots, tools: readonly Tool[]): SeenCall[] {
  const definitions = toolDefinitions(tools);
  return history.flatMap(({ text, observations }) => {
    const read = decodeStep(protocol, text, { tools: definitions, mode: "lenient" });
    if (isRefusal(read)) return [];
    return read.step.calls.map(({ name, arguments: args }, at) => {
      const shown = readObservation(protocol, observations[at] ?? "");
      return seenCall(name, args, isRefusal(shown) ? (observations[at] ?? "") : shown.text);
    });
  });
}
