import type { JsonObject } from "../../../core/json/value.ts";
import type { AgentStep } from "../../protocol/agent-step.ts";
import { jsonOf } from "../../protocol/arguments.ts";
import { encodeStep } from "../../protocol/encode-step.ts";
import type { Protocol } from "../../protocol/protocol.ts";
import { isRefusal } from "../../protocol/refusal.ts";
import type { Composer } from "./composer.ts";

/** What a step looks like: texts that read back as steps, with placeholders in them. */
export interface Forms {
  readonly call: string;
  readonly answer: string;
  readonly give_up: string;
}

/** Ways to set a placeholder off; the last one is for protocols that cannot say the others. */
const BRACKETS = ["<@>", "<@>", "(@)", "[@]", "…@…", "@"] as const;

/** The forms of a call, an answer and a give-up, written by the protocol itself. */
export function composeForms(composer: Composer, hasThought: boolean): Forms {
  const { random } = composer;
  const brackets = random.pick(BRACKETS);
  const drafts = [brackets, "@"].map((bracket) => {
    const steps = stepsOf(composer, hasThought, (text) => bracket.replace("@", text));
    return steps.map((step) => written(composer.protocol, step));
  });
  const [call, answer, give_up] = drafts.find((texts) => texts.every((text) => text !== undefined)) ?? [];
  if (call === undefined || answer === undefined || give_up === undefined)
    throw new Error(`the protocol ${composer.protocol.name} cannot say its own forms`);
  return { call, answer, give_up };
}

function stepsOf(
  { book, cell, demands, random }: Composer,
  hasThought: boolean,
  placeholder: (text: string) => string,
): AgentStep[] {
  const words = book.placeholders;
  const one = (texts: readonly string[]) => placeholder(random.pick(texts));
  const ending = demands.fields.includes("ending_thought") ? { thought: one(words.endingThought) } : {};
  const args: JsonObject = {};
  for (const name of random.pick(words.parameters)) args[name] = one(words.values);
  return [
    {
      ...(hasThought ? { thought: one(words.thought[cell.ability]) } : {}),
      calls: [{ name: random.pick(words.tool), arguments: args }],
    },
    { ...ending, calls: [], answer: one(words.answer[cell.ability]) },
    { ...ending, calls: [], give_up: one(words.giveUp) },
  ];
}

/** For a native protocol, what stands in the content of the message. */
function written(protocol: Protocol, step: AgentStep): string | undefined {
  const encoded = encodeStep(protocol, step);
  if (isRefusal(encoded)) return undefined;
  if (protocol.kind !== "native") return encoded.text;
  return String((jsonOf(encoded.text) as JsonObject)["content"] ?? "");
}
