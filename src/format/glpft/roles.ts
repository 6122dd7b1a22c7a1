import { strip } from "../alpha-umi/python-text.ts";
import { raises } from "../alpha-umi/stage-2.ts";
import type { Conversation } from "./conversation.ts";
import type { Prompt } from "./prompt.ts";
import type { Role } from "./schema.ts";

/** One training instance before it is encoded: texts are insides of JSON strings. */
export interface Instance {
  /** The turn that it trains on; its history is all turns before. */
  readonly at: number;
  readonly input: string;
  readonly target: string;
}

/** Everything that making one role's instances of one conversation needs. */
export interface RoleWork {
  readonly conversation: Conversation;
  readonly prompt: Prompt;
  readonly encode: (text: string) => string;
  readonly reference: boolean;
  /** Backbone targets that have been made already, by turn. */
  readonly backboneTargets: Map<number, string | undefined>;
  /** The reference's leftover `input` variable, which its give-up branch uses again; only used with `reference`. */
  readonly leftover: { input?: string };
}

/** The function name that ToolBench writes where a model called no such function. */
const HALLUCINATED = "invalid_hallucination_function_name";

/** What follows a role's prompt: the turn that the model is to write. */
export const SUFFIX: Readonly<Record<Role, string>> = {
  backbone: " assistant: ",
  planner: " assistant: ",
  caller: " caller: ",
  summarizer: " conclusion: ",
};

const LABELS: ReadonlyMap<unknown, string> = new Map(
  ["user", "assistant", "caller", "conclusion"].map((from) => [from, `${from}: `]),
);
const END_OF_TURN = "</s>";
const GIVE_UP = "Next: give up.";

/** What a role trains on, and what it sees of the turns before. Source: α-UMi's preprocessing (docs/formats/glpft.md). */
interface RoleRules {
  /** The target of the turn, escaped; undefined when the role does not train on it. */
  target(work: RoleWork, at: number): string | undefined;
  /** How the turn stands in later prompts, escaped; "" when the role does not see it. */
  shown(work: RoleWork, at: number): string;
}

const RULES: Readonly<Record<Role, RoleRules>> = {
  planner: { target: plannerTarget, shown },
  caller: {
    target: (work, at) => (isCall(work, at) ? work.conversation.escaped(at) : undefined),
    shown: (work, at) => (fromOf(work, at) === "caller" && !isCall(work, at) ? "" : shown(work, at)),
  },
  summarizer: {
    target: (work, at) => (isConclusion(work, at) ? work.conversation.escaped(at) : undefined),
    shown: (work, at) => (fromOf(work, at) === "conclusion" && !isConclusion(work, at) ? "" : shown(work, at)),
  },
  backbone: { target: backboneTarget, shown: backboneShown },
};

/** The instances of one role, in the order of their turns. */
export function instancesOf(role: Role, work: RoleWork): Instance[] {
  const rules = RULES[role];
  const instances: Instance[] = [];
  let history = "";
  for (let at = 0; at < work.conversation.turns.length; at++) {
    const target = rules.target(work, at);
    if (target !== undefined) instances.push({ at, input: inputOf(role, work, at, history), target });
    history += rules.shown(work, at);
  }
  return instances;
}

/** The input that a role has before turn `at`, whether or not it trains on that turn. */
export function inputBefore(role: Role, work: RoleWork, at: number): string {
  let history = "";
  for (let before = 0; before < at; before++) history += RULES[role].shown(work, before);
  return fill(role, work, at, history);
}

function inputOf(role: Role, work: RoleWork, at: number, history: string): string {
  if (role !== "backbone" || !work.reference) return fill(role, work, at, history);
  // The reference forgets to build the prompt of a give-up and takes the one before, even the previous row's.
  if (!work.conversation.text(at).includes(GIVE_UP)) work.leftover.input = fill(role, work, at, history);
  return work.leftover.input ?? raises("the first turn of all gives up, before any prompt was built");
}

function fill(role: Role, work: RoleWork, at: number, history: string): string {
  const { conversation, prompt } = work;
  if (role !== "caller") return prompt.fill(history);
  const thought = at === 0 ? conversation.turns.length - 1 : at - 1;
  const rawHistory = () => rawCallerHistory(work, at);
  return prompt.fill(history, { escaped: conversation.escaped(thought), raw: conversation.text(thought), rawHistory });
}

function fromOf({ conversation }: RoleWork, at: number): unknown {
  return conversation.turns[at]!.from;
}

/** An observation has no end mark; turns from anyone unknown are not shown. */
function shown(work: RoleWork, at: number): string {
  const from = fromOf(work, at);
  if (from === "observation") return `observation: ${work.conversation.escaped(at)}`;
  const label = LABELS.get(from);
  return label === undefined ? "" : label + work.conversation.escaped(at) + END_OF_TURN;
}

function isCall(work: RoleWork, at: number): boolean {
  return fromOf(work, at) === "caller" && !work.conversation.text(at).includes(HALLUCINATED);
}

function isConclusion(work: RoleWork, at: number): boolean {
  return fromOf(work, at) === "conclusion" && work.conversation.turns[at]!.value !== "none";
}

/** Not on a turn whose call was hallucinated, nor on one that leads nowhere. */
function plannerTarget(work: RoleWork, at: number): string | undefined {
  const { conversation } = work;
  if (fromOf(work, at) !== "assistant") return undefined;
  const givesUp = conversation.text(at).includes(GIVE_UP);
  const next = givesUp ? conversation.turns[at + 1]?.from : followerOf(work, at);
  const plans = next === "caller" ? isCall(work, at + 1) : givesUp || next === "conclusion";
  return plans ? conversation.escaped(at) : undefined;
}

/** Who speaks after an assistant turn. */
function followerOf({ conversation, reference }: RoleWork, at: number): unknown {
  const next = conversation.turns[at + 1];
  return next === undefined && reference
    ? raises("the conversation ends with an assistant turn that nobody follows")
    : next?.from;
}

/** Escaped once, for its own row and for every later history. */
function backboneTarget(work: RoleWork, at: number): string | undefined {
  if (fromOf(work, at) !== "assistant") return undefined;
  if (!work.backboneTargets.has(at)) {
    const text = backboneText(work, at);
    work.backboneTargets.set(at, text === undefined ? undefined : work.encode(text));
  }
  return work.backboneTargets.get(at);
}

function backboneShown(work: RoleWork, at: number): string {
  const from = fromOf(work, at);
  if (from === "user" || from === "observation") return shown(work, at);
  if (from !== "assistant") return "";
  const target = backboneTarget(work, at);
  return target === undefined ? shown(work, at) : `assistant: ${target}${END_OF_TURN}`;
}

/** Thought and action (or conclusion) as one text; undefined for a turn that leads to neither. */
function backboneText(work: RoleWork, at: number): string | undefined {
  const { conversation } = work;
  const value = conversation.text(at);
  if (value.includes(GIVE_UP)) return `${without(value, GIVE_UP)}\nconclusion: give up.`;
  const next = followerOf(work, at);
  if (next === "caller") return `${without(value, "Next: caller.")}\n${conversation.text(at + 1)}`;
  return next === "conclusion"
    ? `${without(value, "Next: conclusion.")}\nconclusion: ${conversation.text(at + 1)}`
    : undefined;
}

function without(text: string, marker: string): string {
  return strip(text.replaceAll(marker, ""));
}

/** What the caller sees of the turns before `end`, unescaped. */
function rawCallerHistory(work: RoleWork, end: number): string {
  let history = "";
  for (let at = 0; at < end; at++) {
    const from = fromOf(work, at);
    if (from === "caller" && !isCall(work, at)) continue;
    const label = from === "observation" ? "observation: " : LABELS.get(from);
    if (label !== undefined)
      history += label + work.conversation.text(at) + (from === "observation" ? "" : END_OF_TURN);
  }
  return history;
}
