import { UsageError } from "../../core/errors.ts";
import type { ChatClient, ChatRequest } from "../chat-client.ts";
import { PRESETS, type Preset } from "./presets.ts";
import { createRawPrompts } from "./raw-prompt.ts";
import { readCompletion } from "./read-completion.ts";
import { requestBody } from "./request-body.ts";
import type { Sampling } from "./sampling.ts";
import type { SendRequest } from "./wire-request.ts";

/** What answers for a model. */
export interface EndpointClientOptions {
  readonly model: string;
  /** See {@link sendToEndpoints}. */
  readonly send: SendRequest;
  readonly sampling?: Sampling | undefined;
  readonly preset?: Preset | undefined;
}

/** A chat client for servers that speak OpenAI's API. Throws MalformedInputError for a chat template that is none. */
export function createEndpointClient(options: EndpointClientOptions): ChatClient {
  const { model, send, sampling = {}, preset = PRESETS["any"]! } = options;
  if (sampling.guided && sampling.api === "completions" && preset.rawJsonOutput === "none")
    throw new UsageError("this kind of server cannot guide raw completions", "Leave out --guided, or take --api chat.");
  const rawPrompt = sampling.api === "completions" ? createRawPrompts(sampling, preset) : undefined;
  return {
    model,
    async complete(request, signal) {
      const body = requestBody({ model, request, sampling, preset, prompt: rawPrompt?.(request) });
      const isNative = request.tools !== undefined;
      const read = (completion: unknown) => readCompletion(completion, isNative, request.stop ?? []);
      const { sample } = request;
      const { reply } = await send({ body, sample, tokens: tokensOf(body, request), read }, signal);
      return reply;
    },
  };
}

/** A token of a prompt is about so many characters: for caps and forecasts alone, put right by what was used. */
const CHARACTERS_PER_TOKEN = 4;

function tokensOf(body: ReturnType<typeof requestBody>, { messages }: ChatRequest): number {
  const characters = messages.reduce((sum, { content }) => sum + content.length, 0);
  const most = body["max_tokens"] ?? body["max_completion_tokens"];
  return Math.ceil(characters / CHARACTERS_PER_TOKEN) + (typeof most === "number" ? most : 0);
}
