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
  for (const bracket of [composer.random.pick(BRACKETS), "@"]) {
    const steps = stepsOf(composer, hasThought, (text) => bracket.replace("@", text));
    const texts = steps.map((step) => written(composer.protocol, step));
    if (texts.every(isLegible)) return { call: texts[0]!, answer: texts[1]!, give_up: texts[2]! };
  }
  throw new Error(`the protocol ${composer.protocol.name} cannot say its own forms`);
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
    { calls: [], give_up: one(words.giveUp) },
  ];
}

/** A bracket that XML has to escape says nothing to a reader. */
function isLegible(text: string | undefined): text is string {
  return text !== undefined && !text.includes("&lt;");
}

/** For a native protocol, what stands in the content of the message. */
function written(protocol: Protocol, step: AgentStep): string | undefined {
  const encoded = encodeStep(protocol, step);
  if (isRefusal(encoded)) return undefined;
  if (protocol.kind !== "native") return encoded.text;
  return String((jsonOf(encoded.text) as JsonObject)["content"] ?? "");
}
