import { teacherSlotsSchema } from "../../agent/teachers/slots.ts";
import type { JsonValue } from "../../core/json/value.ts";
import { schemaProblems } from "../../core/schema-problems.ts";
import type { ChatRequest } from "../../llm/chat-client.ts";
import { type ApiError, apiError, isApiError } from "./api-error.ts";
import type { ChatBody } from "./chat-body.ts";
import { slotsFromMessages } from "./slots-from-messages.ts";

/** What a teacher is asked: by the slots that came along, or else by slots made of the messages. */
export function toChatRequest(body: ChatBody): ChatRequest | ApiError {
  const slots = body.mat_slots === undefined ? slotsFromMessages(body.messages) : checked(body.mat_slots);
  if (isApiError(slots)) return slots;
  const tools = body.tool_choice === "none" ? [] : body.tools?.map((tool) => tool.function);
  const isNative = body.mat_slots === undefined;
  return {
    messages: [],
    slots: slots as unknown as JsonValue,
    sample: body.seed ?? 0,
    // A prompt without slots that lists its tools in words shows none that could be read back.
    ...(tools === undefined && !isNative ? {} : { tools: tools ?? [] }),
  };
}

function checked(slots: JsonValue): object | ApiError {
  const [problem] = schemaProblems(teacherSlotsSchema, slots, "is not known here");
  if (problem === undefined) return slots as object;
  const param = `mat_slots${problem.path === "" ? "" : `.${problem.path}`}`;
  return apiError(400, `${param} ${problem.problem}`, { param });
}
