import type { Random } from "../../../../core/random.ts";
import { type Tool, toolDefinitions } from "../../../../core/tool.ts";
import { decodeStep } from "../../../../templates/protocol/decode-step.ts";
import { showObservation } from "../../../../templates/protocol/observation.ts";
import type { Protocol } from "../../../../templates/protocol/protocol.ts";
import { isRefusal } from "../../../../templates/protocol/refusal.ts";
import type { Decision } from "../decision.ts";
import type { ReaderView } from "../reader-view.ts";
import type { Wording } from "../wording/wording.ts";
import { breakFormat } from "./break-format.ts";
import { otherValue } from "./other-value.ts";
import { type ErrorRates, PLANTED_ERRORS, type PlantedError } from "./planted-error.ts";

/** What a step would be without an error, and how another one would be said. */
export interface PlantingContext {
  readonly view: ReaderView;
  readonly protocol: Protocol;
  readonly decision: Decision;
  /** The text without an error. */
  readonly text: string;
  readonly random: Random;
  readonly wording: Wording;
  readonly otherWording: Wording;
  /** The text of a decision; its thought is made of the other wording where that is given. Undefined: it cannot be said. */
  say(decision: Decision, thought?: string): string | undefined;
}

/** An error that was made, and the text that has it. */
export interface Planted {
  readonly what: PlantedError;
  readonly text: string;
}

/** Draws for each error whether it is to be made, and makes the first that is and that can be made at this step. */
export function plantError(rates: ErrorRates, context: PlantingContext): Planted | undefined {
  for (const what of PLANTED_ERRORS) {
    if (!context.random.chance(rates[what] ?? 0)) continue;
    const text = MAKERS[what](context);
    if (text !== undefined && text !== context.text) return { what, text };
  }
  return undefined;
}

type Maker = (context: PlantingContext) => string | undefined;

const MAKERS: Readonly<Record<PlantedError, Maker>> = {
  wrong_tool({ view, decision, random, say }) {
    if (!("call" in decision.intent)) return undefined;
    const { call } = decision.intent;
    const others = view.tools.filter((tool) => tool.name !== call.name);
    if (others.length === 0) return undefined;
    const name = random.pick(others).name;
    return say({ ...decision, intent: { ...decision.intent, call: { ...call, name } } });
  },
  wrong_argument({ view, decision, random, say }) {
    if (!("call" in decision.intent)) return undefined;
    const { call } = decision.intent;
    const names = Object.keys(call.arguments);
    if (names.length === 0) return undefined;
    const name = random.pick(names);
    const value = otherValue(call.arguments[name]!, view.goal, random);
    const changed = { ...call, arguments: { ...call.arguments, [name]: value } };
    return say({ ...decision, intent: { ...decision.intent, call: changed } });
  },
  undeclared_argument({ view, decision, random, say }) {
    if (!("call" in decision.intent)) return undefined;
    const { call } = decision.intent;
    const tool = view.tools.find((one) => one.name === call.name);
    const extra = UNDECLARED.filter(([name]) => tool !== undefined && !declares(tool, name));
    if (extra.length === 0) return undefined;
    const [name, value] = random.pick(extra);
    const changed = { ...call, arguments: { ...call.arguments, [name]: value } };
    return say({ ...decision, intent: { ...decision.intent, call: changed } });
  },
  early_stop({ view, decision, random, wording, say }) {
    if (!("call" in decision.intent)) return undefined;
    const answer = random.pick(wording.guesses).replace("@guess", () => guessFor(view, random));
    return say({ kind: "answer", intent: { reason: decision.intent.reason, answer } });
  },
  loop({ view, decision, say }) {
    const last = view.done.findLast((one) => !one.failed);
    if (!("call" in decision.intent) || last === undefined) return undefined;
    const call = { name: last.name, arguments: last.arguments };
    return say({ ...decision, intent: { ...decision.intent, call } });
  },
  broken_format: ({ text, protocol, view, random }) => breakFormat(text, protocol, toolDefinitions(view.tools), random),
  invented_observation({ text, protocol, decision, view, random, say }) {
    if (!("call" in decision.intent)) return undefined;
    const result = JSON.stringify({ result: guessFor(view, random) });
    const shown = showObservation(protocol, result);
    if (protocol.kind !== "native" && protocol.kind !== "json") return `${text}\n${shown}`;
    // One object holds the whole step: the result is claimed in its answer.
    const { reason, call } = decision.intent;
    return say({ kind: "answer", intent: { reason: `${reason} (${call.name}: ${result})`, answer: result } });
  },
  language_switch({ decision, otherWording, random, say, protocol, view }) {
    const thought = random.pick(otherWording.fields.reasoning);
    const { intent } = decision;
    const answer = "answer" in intent ? { answer: otherWording.hedge + intent.answer } : {};
    const text = say({ ...decision, intent: { ...intent, ...answer } as Decision["intent"] }, thought);
    if (text === undefined) return undefined;
    const read = decodeStep(protocol, text, { tools: toolDefinitions(view.tools), mode: "strict" });
    const shows = !isRefusal(read) && (read.step.thought === thought || "answer" in intent);
    return shows ? text : undefined;
  },
};

const UNDECLARED = [
  ["verbose", true],
  ["max_items", 10],
  ["format", "text"],
  ["timezone", "UTC"],
  ["strict", false],
] as const;

function declares({ parameters }: Tool, name: string): boolean {
  return JSON.stringify(parameters ?? {}).includes(JSON.stringify(name));
}

/** Something of the goal that might be an answer to who does not look it up. */
function guessFor({ goal }: ReaderView, random: Random): string {
  const words = goal.match(/\p{Lu}\p{L}+|\p{Script=Han}{2,4}|\d+/gu) ?? [];
  return words.length === 0 ? String(random.below(1000)) : random.pick(words);
}
