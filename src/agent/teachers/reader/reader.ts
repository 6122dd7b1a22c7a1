import { createRandom } from "../../../core/random.ts";
import type { ChatClient, ChatReply, ChatRequest } from "../../../llm/chat-client.ts";
import { isRefusal } from "../../../templates/protocol/refusal.ts";
import { slotsOf } from "../slots.ts";
import { decide } from "./decide.ts";
import type { Decision } from "./decision.ts";
import { plantError } from "./errors/plant-error.ts";
import type { ErrorRates } from "./errors/planted-error.ts";
import { readView } from "./read-view.ts";
import { SKILLS } from "./skills/registry.ts";
import { speak } from "./speak.ts";
import { wordStep } from "./word-step.ts";
import { WORDINGS } from "./wording/wordings.ts";

/** How the reader speaks, and how it errs. */
export interface ReaderOptions {
  /** Another seed, other words for the same thoughts, and other errors; 0 unless given. */
  readonly seed?: number;
  /** Errors to make on purpose; the reply names each. */
  readonly rates?: ErrorRates;
}

/**
 * The teacher that sees only the prompt as it was rendered: what a template leaves out, cuts off or contradicts it cannot
 * use. The same request has the same reply.
 */
export function createReader({ seed = 0, rates = {} }: ReaderOptions = {}): ChatClient {
  return {
    model: "reader",
    async complete(request): Promise<ChatReply> {
      return replyTo(request, seed, rates);
    },
  };
}

function replyTo(request: ChatRequest, seed: number, rates: ErrorRates): ChatReply {
  const slots = slotsOf(request);
  const { texts, language, protocol } = slots;
  const view = readView(slots, request);
  const label = [texts.profile, texts.goal, view.done.length, slots.history.length, request.sample].join("\n");
  const wording = WORDINGS[language];
  const decision = decide(view, Object.values(SKILLS), wording);
  // Each text draws the same words, so that an error changes nothing but what is wrong.
  const say = (one: Decision, thought?: string) => {
    const random = createRandom(seed, label);
    const worded = wordStep(one, protocol, wording, random, view.done.length === 0);
    const step = thought === undefined ? worded : { ...worded, thought };
    return speak(step, { protocol, format: texts.output_format, tools: view.tools, wording, random });
  };
  const said = say(decision);
  if (isRefusal(said)) return { text: `${said.reason}: ${said.detail}`, finish: "refusal" };
  const planted = plantError(rates, {
    view,
    protocol,
    decision,
    text: said.text,
    random: createRandom(seed, `${label}\nerrors`),
    wording,
    otherWording: WORDINGS[language === "en" ? "zh" : "en"],
    say(one, thought) {
      const other = say(one, thought);
      return isRefusal(other) ? undefined : other.text;
    },
  });
  if (planted === undefined) return { text: said.text, finish: "stop", synthetic: true };
  return { text: planted.text, finish: "stop", synthetic: true, planted: [planted.what] };
}
