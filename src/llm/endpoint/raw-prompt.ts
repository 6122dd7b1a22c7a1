import { EndpointError } from "../../core/errors.ts";
import type { ChatRequest } from "../chat-client.ts";
import { ChatTemplateFault, compileChatTemplate } from "../chat-template/compile-chat-template.ts";
import type { Preset } from "./presets.ts";
import type { Sampling } from "./sampling.ts";

/** Makes the one text of a request that a raw completion goes on with. */
export type MakeRawPrompt = (request: ChatRequest) => string;

/** Makes prompts for raw completions. Throws MalformedInputError for a chat template that is none. */
export function createRawPrompts({ chat_template: template }: Sampling, preset: Preset): MakeRawPrompt {
  if (template === undefined) return onlyMessage;
  const render = compileChatTemplate(template);
  const isAdded = template.adds_bos === true && preset.specialTokensField === undefined;
  const first = isAdded ? (template.tokens["bos_token"] ?? "") : "";
  return (request) => {
    refuseTools(request);
    try {
      const text = render(request.messages);
      // Then the server puts the token of a beginning before every text: once is enough.
      return first !== "" && text.startsWith(first) ? text.slice(first.length) : text;
    } catch (error) {
      if (!(error instanceof ChatTemplateFault)) throw error;
      throw refused(`the chat template ${template.file} cannot show this conversation: ${error.message}`);
    }
  };
}

function onlyMessage(request: ChatRequest): string {
  refuseTools(request);
  const [message, ...more] = request.messages;
  if (message?.role === "user" && more.length === 0) return message.content;
  throw refused("a raw completion goes on with one text, and this is a conversation");
}

function refuseTools({ tools }: ChatRequest): void {
  if (tools !== undefined)
    throw refused("tools of a native protocol are for the chat API, and this is a raw completion");
}

function refused(problem: string): EndpointError {
  const fix =
    "Name the model's chat template with --chat-template, take templates that are one prompt (react), or --api chat.";
  return new EndpointError("prompt_not_made", problem, fix);
}
