import type { TeacherSlots } from "../../agent/teachers/slots.ts";
import { MatError } from "../../core/errors.ts";
import type { ChatClient, ChatReply, ChatRequest } from "../../llm/chat-client.ts";
import { type ApiError, apiError, isApiError, noSuchModel } from "./api-error.ts";
import { type ChatBody, parseChatBody } from "./chat-body.ts";
import type { Completion } from "./completion.ts";
import { toChatRequest } from "./to-chat-request.ts";
import { toCompletion } from "./to-completion.ts";

/** A completion, and how it is to be sent. */
export interface ChatAnswer {
  readonly completion: Completion;
  readonly stream: boolean;
  readonly includeUsage: boolean;
}

/** Asks a teacher what a request asks for. `model` is the name that the request must give. */
export async function answerChat(text: string, teacher: ChatClient, model: string): Promise<ChatAnswer | ApiError> {
  const body = parseChatBody(text);
  if (isApiError(body)) return body;
  if (body.model !== model) return noSuchModel(body.model, model);
  const request = toChatRequest(body);
  if (isApiError(request)) return request;
  const reply = await asked(teacher, request);
  if ("error" in reply) return reply;
  const { protocol } = request.slots as unknown as TeacherSlots;
  const completion = toCompletion(reply, { body, text, native: protocol.kind === "native" });
  return { completion, stream: body.stream === true, includeUsage: wantsUsage(body) };
}

async function asked(teacher: ChatClient, request: ChatRequest): Promise<ChatReply | ApiError> {
  try {
    return await teacher.complete(request);
  } catch (error) {
    if (error instanceof MatError) return apiError(400, `${error.message}. ${error.fix}`);
    throw error;
  }
}

function wantsUsage({ stream_options }: ChatBody): boolean {
  return stream_options?.include_usage === true;
}
