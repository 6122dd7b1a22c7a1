import { canonicalJson } from "../../../core/hash.ts";
import type { Decision } from "./decision.ts";
import type { IntendedCall, Intent, ReaderView, SeenCall, Skill } from "./reader-view.ts";
import type { Wording } from "./wording/wording.ts";

/** How often a call is made that fails with a passing error. */
const MOST_TRIES = 3;

/**
 * Asks the skills, the first of which that knows the goal decides, and shows the behaviours that the instructions ask for:
 * retry, check, ask, cite. Those that they do not ask for it does not show.
 */
export function decide(view: ReaderView, skills: readonly Skill[], wording: Wording): Decision {
  const last = view.done.at(-1);
  if (last?.passing) {
    const again = retried(view, last, wording);
    if (again !== undefined) return again;
  }
  const intent = firstOf(skills, view) ?? { reason: wording.reasons.noIdea, give_up: wording.reasons.noIdea };
  if ("call" in intent) return { kind: "call", intent };
  if (last?.failed && view.asks.has("retry-after-error")) {
    const way = anotherWay(view, last);
    if (way !== undefined) return { kind: "retry", intent: { reason: wording.reasons.anotherWay, call: way } };
  }
  if ("answer" in intent) return checked(view, intent, wording);
  if ("give_up" in intent) return { kind: "give_up", intent };
  return view.asks.has("ask-when-missing")
    ? { kind: "question", intent }
    : { kind: "give_up", intent: { reason: intent.reason, give_up: wording.missing(intent.reason) } };
}

function firstOf(skills: readonly Skill[], view: ReaderView): Intent | undefined {
  for (const skill of skills) {
    const intent = skill(view);
    if (intent !== undefined) return intent;
  }
  return undefined;
}

/** The call again where that is asked for; the end where it is not; undefined once it was tried often enough. */
function retried({ done, asks }: ReaderView, last: SeenCall, { reasons }: Wording): Decision | undefined {
  if (!asks.has("retry-after-error"))
    return {
      kind: "give_up",
      intent: { reason: reasons.toolFailed(last.name), give_up: reasons.toolFailed(last.name) },
    };
  const tries = done.filter((one) => isSameCall(one, last)).length;
  if (tries >= MOST_TRIES) return undefined;
  return { kind: "retry", intent: { reason: reasons.passing(last.name), call: callOf(last) } };
}

/** Nothing ends right behind a failure: a call that worked before is made again, or, once, the one that failed. */
function anotherWay({ done }: ReaderView, last: SeenCall): IntendedCall | undefined {
  const worked = done.findLast((one) => !one.failed && !changesSomething(one.name));
  if (worked !== undefined) return callOf(worked);
  return done.filter((one) => isSameCall(one, last)).length < 2 ? callOf(last) : undefined;
}

function checked(view: ReaderView, intent: Extract<Intent, { readonly answer: string }>, wording: Wording): Decision {
  const { done, asks, tools } = view;
  const last = done.findLast((one) => !one.failed);
  if (asks.has("check-before-answer") && done.length === 1 && last !== undefined && tools.length > 0) {
    const call = intent.check ?? (changesSomething(last.name) ? undefined : callOf(last));
    if (call !== undefined) return { kind: "check", intent: { reason: wording.reasons.check, call } };
  }
  if (!asks.has("cite-tools") || last === undefined) return { kind: "answer", intent };
  return { kind: "answer", intent: { ...intent, answer: `${intent.answer} [${last.name}]` } };
}

/** Names of tools that are not called a second time to be sure. */
const CHANGES =
  /insert|update|delete|remove|add|create|set|write|execute|change|modif|edit|apply|book|send|增|删|改|写|建|设置|执行/i;

function changesSomething(name: string): boolean {
  return CHANGES.test(name);
}

function callOf({ name, arguments: args }: SeenCall): IntendedCall {
  return { name, arguments: args };
}

function isSameCall(one: SeenCall, other: SeenCall): boolean {
  return one.name === other.name && canonicalJson(one.arguments) === canonicalJson(other.arguments);
}
