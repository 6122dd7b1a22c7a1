import type { TeacherSlots } from "../../agent/teachers/slots.ts";
import { stringifyJson } from "../../core/json/stringify.ts";
import type { JsonObject } from "../../core/json/value.ts";
import { languageOf } from "../../templates/language-of.ts";
import { namedProtocol } from "../../templates/protocol/registry.ts";
import { type ApiError, apiError } from "./api-error.ts";
import { type BodyMessage, textOfMessage } from "./chat-body.ts";

/**
 * The slots that a teacher reads, made of the messages of a request with native tools: the goal is what the user said last,
 * the instructions are the system's, the steps are those of the assistant since then, and what was said before is memory.
 */
export function slotsFromMessages(messages: readonly BodyMessage[]): TeacherSlots | ApiError {
  const goalAt = messages.findLastIndex((message) => message.role === "user");
  if (goalAt === -1) return apiError(400, "messages has no message of the user", { param: "messages" });
  const goal = textOfMessage(messages[goalAt]!);
  const instructions = messages.filter(isInstruction).map(textOfMessage).join("\n\n");
  const history = historyOf(messages, goalAt + 1);
  if (!Array.isArray(history)) return history;
  const memory = messages.slice(0, goalAt).filter((message) => !isInstruction(message));
  return {
    texts: {
      profile: "",
      instructions,
      tools: "",
      memory: memory.map(textOfMessage).filter(Boolean).join("\n"),
      goal,
      // Where the prompt shows marks for thoughts or for giving up, they are used; plain words explain themselves.
      output_format: `${instructions}\n${goal}\n${PLAIN}`,
    },
    history,
    language: languageOf(goal) ?? languageOf(instructions) ?? "en",
    ability: "tool-use",
    protocol: namedProtocol("native"),
    tool_rendering: "json",
  };
}

const PLAIN = "Call a tool, or answer.";

function isInstruction({ role }: BodyMessage): boolean {
  return role === "system" || role === "developer";
}

/** Each message of the assistant from here on as a step, with the replies to its calls in the calls' order. */
function historyOf(messages: readonly BodyMessage[], from: number): TeacherSlots["history"] | ApiError {
  const history: TeacherSlots["history"] = [];
  for (let at = from; at < messages.length; at++) {
    const message = messages[at]!;
    if (message.role === "tool")
      return apiError(400, `messages[${at}]: no call before it has the id ${message.tool_call_id}`, {
        param: `messages[${at}].tool_call_id`,
      });
    if (message.role !== "assistant") continue;
    const calls = message.tool_calls ?? [];
    const replies = repliesTo(calls, messages, at);
    if (!Array.isArray(replies)) return replies;
    history.push({ text: stepText(message), observations: replies });
    at += calls.length;
  }
  return history;
}

type Calls = NonNullable<Extract<BodyMessage, { role: "assistant" }>["tool_calls"]>;

/** The tools' replies stand right behind the message that called them, one for each call, in any order. */
function repliesTo(calls: Calls, messages: readonly BodyMessage[], at: number): string[] | ApiError {
  const behind = messages.slice(at + 1, at + 1 + calls.length);
  const texts = calls.map(({ id }) => {
    const reply = behind.find((message) => message.role === "tool" && message.tool_call_id === id);
    return reply === undefined ? undefined : textOfMessage(reply);
  });
  const missing = texts.indexOf(undefined);
  if (missing === -1) return texts as string[];
  return apiError(400, `messages[${at}]: the call ${calls[missing]!.id} has no reply of a tool behind it`, {
    param: `messages[${at}].tool_calls`,
  });
}

/** The step's text in the native protocol: its message, as JSON. */
function stepText(message: BodyMessage): string {
  const { tool_calls, reasoning_content } = message as JsonObject;
  return stringifyJson({
    role: "assistant",
    content: textOfMessage(message),
    ...(typeof reasoning_content === "string" ? { reasoning_content } : {}),
    ...(Array.isArray(tool_calls) && tool_calls.length > 0 ? { tool_calls } : {}),
  });
}
