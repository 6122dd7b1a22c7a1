import { changeMembers } from "../../core/json/change-members.ts";
import type { JsonObject } from "../../core/json/value.ts";
import type { ObservationResult, Step } from "../../core/trajectory.ts";
import { writeArguments } from "./arguments.ts";
import { writeContent } from "./content.ts";

/** The messages that stand for one step: what was said, then what the tools answered. */
export interface StepMessages {
  readonly messages: JsonObject[];
  /** Paths below the step that the messages cannot hold. */
  readonly lost: readonly string[];
  /** Why no such messages can stand for the step, if so. */
  readonly refusal?: { readonly reason: string; readonly detail: string };
}

/** The role of a result that answers no call. No source has it, so that its true role always stands in a residual. */
const UNMATCHED = "unmatched";

/** The messages that our writer makes of a step, residuals aside. */
export function messagesOf(step: Step, train: boolean | undefined): StepMessages {
  const lost = new Set<string>();
  const lose = (path: string) => lost.add(path);
  if (step.extra?.mat?.thought !== undefined) lose("extra.mat.thought");
  const messages = [step.source === "agent" ? agentMessage(step, train, lose) : otherMessage(step, lose)];
  for (const result of step.observation?.results ?? []) messages.push(toolMessage(step, result, lose));
  return { messages, lost: [...lost], ...refusalOf(step, messages) };
}

function otherMessage(step: Step, lose: (path: string) => void): JsonObject {
  if (step.extra?.mat?.train === true) lose("extra.mat.train");
  return { role: step.source, content: writeContent(step.message, (path) => lose(`message${path}`)) };
}

function agentMessage(step: Step, train: boolean | undefined, lose: (path: string) => void): JsonObject {
  const calls = step.tool_calls ?? [];
  const content = writeContent(step.message, (path) => lose(`message${path}`));
  return {
    role: "assistant",
    content: content === "" && calls.length > 0 ? null : content,
    ...(typeof step.reasoning_content === "string" ? { reasoning_content: step.reasoning_content } : {}),
    ...(calls.length > 0 ? { tool_calls: calls.map(callMessage) } : {}),
    ...(train === undefined ? {} : { weight: weightOf(train) }),
  };
}

function callMessage(call: NonNullable<Step["tool_calls"]>[number]): JsonObject {
  const { tool_call_id: id, function_name: name } = call;
  return { id, type: "function", function: { name, arguments: writeArguments(call) } };
}

function toolMessage(step: Step, result: ObservationResult, lose: (path: string) => void): JsonObject {
  const content = writeContent(result.content, (path) => lose(`observation.results[].content${path}`));
  const id = answeredCall(step, result);
  return id === undefined ? { role: UNMATCHED, content } : { role: "tool", tool_call_id: id, content };
}

/** The call that a result answers: the one that it names, or the only one that there is. */
function answeredCall(step: Step, result: ObservationResult): string | undefined {
  const calls = step.tool_calls ?? [];
  if (typeof result.source_call_id === "string") {
    return calls.some((call) => call.tool_call_id === result.source_call_id) ? result.source_call_id : undefined;
  }
  return calls.length === 1 && step.observation?.results.length === 1 ? calls[0]!.tool_call_id : undefined;
}

function refusalOf(step: Step, messages: readonly JsonObject[]): Pick<StepMessages, "refusal"> {
  if (step.source !== "agent" && (step.tool_calls?.length ?? 0) > 0) {
    const detail = `step ${step.step_id} is of the ${step.source} and calls tools; only an assistant can`;
    return { refusal: { reason: "call_by_other", detail } };
  }
  if (messages.some((message) => message["role"] === UNMATCHED)) {
    const detail = `step ${step.step_id} has a result that answers none of its calls; a tool message must`;
    return { refusal: { reason: "result_without_call", detail } };
  }
  return {};
}

function weightOf(train: boolean): number {
  return train ? 1 : 0;
}

/** The messages with the assistant's weight set as the step is trained now. */
export function withWeight(messages: readonly JsonObject[], train: boolean | undefined): JsonObject[] {
  return messages.map((message, index) => {
    if (index > 0 || message["role"] !== "assistant") return message;
    return changeMembers(message, { weight: train === undefined ? undefined : weightOf(train) });
  });
}
