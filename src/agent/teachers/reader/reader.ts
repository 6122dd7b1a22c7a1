import { createRandom } from "../../../core/random.ts";
import type { ChatClient, ChatReply, ChatRequest } from "../../../llm/chat-client.ts";
import { isRefusal } from "../../../templates/protocol/refusal.ts";
import { slotsOf } from "../slots.ts";
import { decide } from "./decide.ts";
import { readView } from "./read-view.ts";
import { SKILLS } from "./skills/registry.ts";
import { speak } from "./speak.ts";
import { wordStep } from "./word-step.ts";
import { WORDINGS } from "./wording/wording.ts";

/** How the reader speaks. */
export interface ReaderOptions {
  /** Another seed, other words for the same thoughts; 0 unless given. */
  readonly seed?: number;
}

/**
 * The teacher that sees only the prompt as it was rendered: what a template leaves out, cuts off or contradicts it cannot
 * use. The same request has the same reply.
 */
export function createReader({ seed = 0 }: ReaderOptions = {}): ChatClient {
  return {
    model: "reader",
    async complete(request): Promise<ChatReply> {
      return replyTo(request, seed);
    },
  };
}

function replyTo(request: ChatRequest, seed: number): ChatReply {
  const slots = slotsOf(request);
  const { texts, language, protocol } = slots;
  const view = readView(slots, request);
  const label = [texts.profile, texts.goal, view.done.length, slots.history.length, request.sample].join("\n");
  const random = createRandom(seed, label);
  const wording = WORDINGS[language];
  const decision = decide(view, Object.values(SKILLS), wording);
  const step = wordStep(decision, protocol, wording, random, view.done.length === 0);
  const said = speak(step, { protocol, format: texts.output_format, tools: view.tools, wording, random });
  if (isRefusal(said)) return { text: `${said.reason}: ${said.detail}`, finish: "refusal" };
  return { text: said.text, finish: "stop", synthetic: true };
}
