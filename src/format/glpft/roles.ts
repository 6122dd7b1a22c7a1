import { strip } from "../alpha-umi/python-text.ts";
import { raises, type Turn } from "../alpha-umi/stage-2.ts";
import { CarryUnknown } from "../carry.ts";
import type { Conversation } from "./conversation.ts";
import type { GrowingBytes } from "./growing-bytes.ts";
import { type History, type Pieces, type Prompt, THOUGHT } from "./prompt.ts";
import type { Role } from "./role-files.ts";

/** One training instance in pieces: insides of JSON strings. */
export interface Instance {
  /** The turn that it trains on; its history is all turns before. */
  readonly at: number;
  readonly input: Pieces;
  readonly target: Uint8Array;
}

/** What one writer carries from row to row: the reference's leftover `input` variable, used again by its give-up branch. */
export interface Leftover {
  input?: Pieces | undefined;
  /** Rows before may have left one that is not known here. */
  forgotten?: boolean;
}

/** Everything that making the instances of one conversation needs. */
export interface RoleWork {
  readonly conversation: Conversation;
  readonly prompts: Readonly<Record<Role, Prompt>>;
  readonly reference: boolean;
  readonly leftover: Leftover;
  /** Empty bytes to build a history in; the same each time for the same name. */
  readonly memory: (name: string) => GrowingBytes;
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

const END_OF_TURN = "</s>";
const GIVE_UP = "Next: give up.";

/** What a role trains on, and what it sees of the turns before. Source: α-UMi's preprocessing (docs/formats/glpft.md). */
interface RoleRules {
  /** What the role writes at this turn; undefined when it does not train on it. */
  target(turns: TurnReader, at: number): string | undefined;
  /** What of the turn stands in later prompts; undefined when the role does not see it. */
  shown(turns: TurnReader, at: number): string | undefined;
  /** Is there a turn of which it sees something else than the turn's own text? */
  seesOtherwise(turns: TurnReader, at: number): boolean;
}

const RULES: Readonly<Record<Role, RoleRules>> = {
  planner: { target: plannerTarget, shown: shownValue, seesOtherwise: () => false },
  caller: {
    target: (turns, at) => (turns.isCall(at) ? turns.text(at) : undefined),
    shown: (turns, at) => (isNoCall(turns, at) ? undefined : shownValue(turns, at)),
    seesOtherwise: isNoCall,
  },
  summarizer: {
    target: (turns, at) => (turns.isConclusion(at) ? turns.text(at) : undefined),
    shown: (turns, at) => (isNoConclusion(turns, at) ? undefined : shownValue(turns, at)),
    seesOtherwise: isNoConclusion,
  },
  backbone: { target: (turns, at) => turns.backbone(at)?.text, shown: backboneShown, seesOtherwise: () => true },
};

function isNoCall(turns: TurnReader, at: number): boolean {
  return turns.from(at) === "caller" && !turns.isCall(at);
}

function isNoConclusion(turns: TurnReader, at: number): boolean {
  return turns.from(at) === "conclusion" && !turns.isConclusion(at);
}

/** The turns as the rules ask for them. */
interface TurnReader {
  readonly all: readonly Turn[];
  from(at: number): unknown;
  text(at: number): string;
  isCall(at: number): boolean;
  isConclusion(at: number): boolean;
  givesUp(at: number): boolean;
  /** Who speaks after an assistant turn. */
  follower(at: number): unknown;
  /** What the backbone writes at this turn. */
  backbone(at: number): BackboneTurn | undefined;
}

/** What the backbone says in one turn: a text of its own, and the text of the turn that follows, where it is one with that. */
interface BackboneTurn {
  readonly text: string;
  /** How the text begins. */
  readonly own: string;
  /** The turn whose text is the rest. */
  readonly next?: number;
}

/** Makes the instances of one conversation, role by role. */
export interface InstanceMaker {
  instances(role: Role): Instance[];
  /** The input that a role has before turn `at`, whether or not it trains on that turn. */
  inputBefore(role: Role, at: number): Pieces;
}

/** The instances of one conversation. Texts that are the conversation's own turns are not encoded a second time. */
export function instanceMaker(work: RoleWork): InstanceMaker {
  const { conversation, reference, leftover } = work;
  const turns = readerOf(conversation, reference);
  const histories = new Map<string, SeenTurns>();
  const backboneBytes: Uint8Array[] = [];
  const inTurns =
    reference && conversation.turns.some(({ value }) => typeof value === "string" && value.includes(THOUGHT));

  const encodeBackbone = (at: number): Uint8Array => {
    const { own, next } = turns.backbone(at)!;
    return conversation.encode(own, next === undefined ? undefined : conversation.bytes(next));
  };

  const bytesOf = (text: string, at: number): Uint8Array => {
    if (conversation.turns[at]!.value === text) return conversation.bytes(at);
    backboneBytes[at] ??= encodeBackbone(at);
    return backboneBytes[at];
  };

  const historyOf = (role: Role): SeenTurns => {
    const { shown, seesOtherwise } = RULES[role];
    // Most often planner, caller and summarizer see the same, and then share its bytes.
    const name = conversation.turns.some((_turn, at) => seesOtherwise(turns, at)) ? role : "all";
    const seen = histories.get(name) ?? seenTurns(shown, turns, bytesOf, work.memory(name));
    histories.set(name, seen);
    return seen;
  };

  const fill = (role: Role, at: number, seen: SeenTurns): Pieces => {
    const history = seen.before(at);
    if (role !== "caller") return work.prompts[role].fill(history);
    const before = at === 0 ? conversation.turns.length - 1 : at - 1;
    const raw = turns.text(before);
    return work.prompts.caller.fill(history, { bytes: conversation.bytes(before), raw, inTurns });
  };

  const inputOf = (role: Role, at: number, seen: SeenTurns): Pieces => {
    if (role !== "backbone" || !reference) return fill(role, at, seen);
    // The reference forgets to build the prompt of a give-up and takes the one before, even the previous row's.
    if (!turns.givesUp(at)) leftover.input = fill(role, at, seen);
    if (leftover.input === undefined && leftover.forgotten === true) throw new CarryUnknown();
    return leftover.input ?? raises("the first turn of all gives up, before any prompt was built");
  };

  return {
    instances: (role) => {
      const seen = historyOf(role);
      const instances: Instance[] = [];
      for (let at = 0; at < conversation.turns.length; at++) {
        const target = RULES[role].target(turns, at);
        if (target !== undefined) instances.push({ at, input: inputOf(role, at, seen), target: bytesOf(target, at) });
      }
      return instances;
    },
    inputBefore: (role, at) => fill(role, at, historyOf(role)),
  };
}

function readerOf(conversation: Conversation, reference: boolean): TurnReader {
  const { turns, text } = conversation;
  const from = (at: number) => turns[at]?.from;
  // What is looked for in a text, several roles ask for.
  const [calls, ends, backbone]: [boolean[], boolean[], (BackboneTurn | null)[]] = [[], [], []];
  const reader: TurnReader = {
    all: turns,
    from,
    text,
    isCall: (at) => {
      if (from(at) !== "caller") return false;
      calls[at] ??= !text(at).includes(HALLUCINATED);
      return calls[at];
    },
    isConclusion: (at) => from(at) === "conclusion" && turns[at]!.value !== "none",
    givesUp: (at) => {
      ends[at] ??= text(at).includes(GIVE_UP);
      return ends[at];
    },
    follower: (at) => {
      const next = turns[at + 1];
      if (next === undefined && reference) raises("the conversation ends with an assistant turn that nobody follows");
      return next?.from;
    },
    backbone: (at) => {
      const known = backbone[at];
      const turn = known === undefined ? backboneTurn(reader, at) : (known ?? undefined);
      backbone[at] = turn ?? null;
      return turn;
    },
  };
  return reader;
}

/** What a role has seen before each turn. */
interface SeenTurns {
  before(at: number): History;
}

function seenTurns(
  shown: RoleRules["shown"],
  turns: TurnReader,
  bytesOf: (text: string, at: number) => Uint8Array,
  bytes: GrowingBytes,
): SeenTurns {
  const texts = turns.all.map((_turn, at) => shown(turns, at));
  const starts: number[] = [];
  for (const [at, text] of texts.entries()) {
    starts.push(bytes.length);
    if (text === undefined) continue;
    const { labelBytes, endBytes } = MARKS.get(turns.from(at))!;
    bytes.bytes(labelBytes);
    bytes.bytes(bytesOf(text, at));
    bytes.bytes(endBytes);
  }
  const raw = (before: number) =>
    texts.slice(0, before).map((text, at) => {
      if (text === undefined) return "";
      const { label, end } = MARKS.get(turns.from(at))!;
      return label + text + end;
    });
  return { before: (at) => ({ bytes: bytes.slice(0, starts[at] ?? bytes.length), raw: () => raw(at).join("") }) };
}

/** What stands before and after a turn's text, also as bytes. */
interface Marks {
  readonly label: string;
  readonly end: string;
  readonly labelBytes: Uint8Array;
  readonly endBytes: Uint8Array;
}

function marks(label: string, end: string): Marks {
  return { label, end, labelBytes: Buffer.from(label), endBytes: Buffer.from(end) };
}

/** Of everyone whose turns are shown. An observation has no end mark. */
const MARKS: ReadonlyMap<unknown, Marks> = new Map([
  ...["user", "assistant", "caller", "conclusion"].map((from) => [from, marks(`${from}: `, END_OF_TURN)] as const),
  ["observation", marks("observation: ", "")],
]);

/** The turn's text; turns from anyone unknown are not shown. */
function shownValue(turns: TurnReader, at: number): string | undefined {
  const from = turns.from(at);
  return MARKS.has(from) ? turns.text(at) : undefined;
}

/** Not on a turn whose call was hallucinated, nor on one that leads nowhere. */
function plannerTarget(turns: TurnReader, at: number): string | undefined {
  if (turns.from(at) !== "assistant") return undefined;
  const text = turns.text(at);
  const givesUp = turns.givesUp(at);
  const next = givesUp ? turns.from(at + 1) : turns.follower(at);
  const plans = next === "caller" ? turns.isCall(at + 1) : givesUp || next === "conclusion";
  return plans ? text : undefined;
}

function backboneShown(turns: TurnReader, at: number): string | undefined {
  const from = turns.from(at);
  if (from === "user" || from === "observation") return turns.text(at);
  return from === "assistant" ? (turns.backbone(at)?.text ?? turns.text(at)) : undefined;
}

/** Thought and action (or conclusion) as one text; undefined for a turn that leads to neither. */
function backboneTurn(turns: TurnReader, at: number): BackboneTurn | undefined {
  if (turns.from(at) !== "assistant") return undefined;
  const value = turns.text(at);
  if (turns.givesUp(at)) {
    const text = `${without(value, GIVE_UP)}\nconclusion: give up.`;
    return { text, own: text };
  }
  const next = turns.follower(at);
  if (next === "caller") return followed(`${without(value, "Next: caller.")}\n`, turns, at + 1);
  return next === "conclusion"
    ? followed(`${without(value, "Next: conclusion.")}\nconclusion: `, turns, at + 1)
    : undefined;
}

function followed(own: string, turns: TurnReader, next: number): BackboneTurn {
  return { text: own + turns.text(next), own, next };
}

function without(text: string, marker: string): string {
  return strip(text.replaceAll(marker, ""));
}
