import type { AgentTemplates } from "../agent/agent-templates.ts";
import { UsageError } from "../core/errors.ts";
import { readChatTemplate } from "../llm/chat-template/read-chat-template.ts";
import type { Sampling } from "../llm/endpoint/sampling.ts";

/** Which API, and the chat template in this file, as a plan keeps them: its text, so that a plan says all that a model is asked. */
export function rawSampling(
  api: string | undefined,
  template: string | undefined,
): Pick<Sampling, "api" | "chat_template"> {
  if (template !== undefined && api !== "completions")
    throw new UsageError("a chat template is for raw completions", "Say --api completions; a chat server has its own.");
  return {
    ...(api === "completions" ? { api } : {}),
    ...(template === undefined ? {} : { chat_template: readChatTemplate(template) }),
  };
}

/** Chat templates ask what day it is: it is the run's. */
export function onDay(sampling: Sampling, date: string): Sampling {
  const { chat_template } = sampling;
  return chat_template === undefined ? sampling : { ...sampling, chat_template: { ...chat_template, date } };
}

/** Can these templates be asked as raw completions, where that is how a model is asked? Throws UsageError where one cannot. */
export function requireRawPrompts(
  { api, chat_template, max_tokens }: Sampling,
  agents: readonly AgentTemplates[],
): void {
  if (api !== "completions") return;
  if (max_tokens === undefined)
    throw new UsageError(
      "raw completions need a limit on a reply's tokens",
      "Say --max-reply-tokens: most servers end a raw completion after 16 tokens otherwise.",
    );
  const templates = agents
    .flatMap(({ act, reflect, conclude }) => [act, reflect, conclude])
    .filter((one) => one !== undefined);
  for (const { id, protocol, layout } of templates) {
    if (protocol.kind === "native")
      throw new UsageError(
        `the template ${id} has native tool calls, which are for the chat API`,
        "Leave it out, or take --api chat.",
      );
    if (layout.kind === "chat" && chat_template === undefined)
      throw new UsageError(
        `the template ${id} is a conversation, and a raw completion goes on with one text`,
        "Name the model's chat template with --chat-template, or take templates that are one prompt, such as react.",
      );
  }
}
