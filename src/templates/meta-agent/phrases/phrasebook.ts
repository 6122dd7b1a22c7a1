import type { BehaviourName } from "../../behaviours.ts";
import type { ToolRenderingName } from "../../protocol/tool-list/render-tools.ts";
import type { SlotName } from "../../slots.ts";
import type { Ability } from "../../template.ts";
import type { ProtocolWords } from "../protocols/protocol-words.ts";
import type { Tone } from "../tones.ts";
import type { Topic } from "./phrase.ts";

/** What a profile slot is made of. */
export interface ProfilePhrases {
  /** Who the agent is: names `@role`, and `agent_name` where there is one. */
  readonly opening: Topic;
  readonly roles: Readonly<Record<Ability, Topic>>;
  readonly missions: Readonly<Record<Ability, Topic>>;
  readonly traits: Topic;
  readonly bio: Topic;
  readonly date: Topic;
  /** Names `@domain`. */
  readonly domain: Topic;
  /** What users ask about: the words by which a query is known, and what to call it. */
  readonly domains: readonly { readonly name: string; readonly words: readonly string[] }[];
}

/** What an instructions slot is made of: each topic is one rule. */
export interface RulePhrases {
  readonly lead: Topic;
  readonly constraints: Topic;
  /** Rules for every prompt that asks for a thought. */
  readonly thinking: Topic;
  /** Rules for every prompt that calls tools. */
  readonly acting: readonly Topic[];
  readonly byAbility: Readonly<Record<Ability, readonly Topic[]>>;
  /** One call a step is a matter of the output format. */
  readonly behaviours: Readonly<Record<Exclude<BehaviourName, "one-call">, Topic>>;
}

/** What a tools slot is made of. */
export interface ToolPhrases {
  readonly lead: Topic;
  readonly notes: Readonly<Record<ToolRenderingName, Topic>>;
  readonly none: Topic;
  /** Names the tools of a native protocol, whose list is sent beside the prompt. */
  readonly native: Topic;
}

/** What a memory slot is made of: a line of introduction for each list, and the ways to show one item. */
export interface MemoryPhrases {
  readonly knowledge: Topic;
  readonly conversation: Topic;
  readonly finished: Topic;
  readonly turns: readonly string[];
  readonly tasks: readonly string[];
}

/** What an output format slot is made of; `@thought` and so on stand for the protocol's own signs. */
export interface OutputPhrases {
  readonly intro: Topic;
  readonly call: Topic;
  readonly answer: Topic;
  readonly plainAnswer: Topic;
  readonly giveUp: Topic;
  /** Leads for prompts that never call a tool. */
  readonly onlyAnswer: Topic;
  readonly onlyPlainAnswer: Topic;
  readonly onlyGiveUp: Topic;
  readonly single: Topic;
  readonly parallel: Topic;
  readonly observation: Topic;
  readonly finishedTask: Topic;
  readonly arguments: Topic;
  readonly thoughtAsked: Topic;
  readonly thoughtFree: Topic;
  /** The same where the thought in front of a call has no sign. */
  readonly bareThoughtAsked: Topic;
  readonly bareThoughtFree: Topic;
  readonly endingThoughtAsked: Topic;
  readonly constants: Topic;
  readonly command: Topic;
  readonly commands: Topic;
  readonly closing: Topic;
  readonly nativeCall: Topic;
  readonly nativeThought: Topic;
  readonly meanings: Readonly<Record<"thought" | "action" | "arguments" | "answer" | "give_up", Topic>>;
  readonly glossaryIntro: Topic;
  readonly glossaryExample: Topic;
  /** Leads to the meanings of the keys of a JSON object. */
  readonly keysIntro: Topic;
  /** How a sign of the protocol is quoted: `@sign`. */
  readonly quotes: readonly string[];
  /** The same for a key in front of what it means. */
  readonly keyQuotes: readonly string[];
  readonly and: string;
}

/** The texts that stand in the forms of the output format for what a model is to write. */
export interface Placeholders {
  readonly thought: Readonly<Record<Ability, readonly string[]>>;
  readonly endingThought: readonly string[];
  readonly tool: readonly string[];
  readonly parameters: readonly (readonly string[])[];
  readonly values: readonly string[];
  readonly answer: Readonly<Record<Ability, readonly string[]>>;
  readonly giveUp: readonly string[];
}

/** All phrases of one language. */
export interface Phrasebook {
  readonly profile: ProfilePhrases;
  readonly rules: RulePhrases;
  readonly tools: ToolPhrases;
  readonly memory: MemoryPhrases;
  readonly goal: Topic;
  readonly output: OutputPhrases;
  readonly placeholders: Placeholders;
  readonly headings: Readonly<Record<SlotName, readonly string[]>>;
  readonly protocol: ProtocolWords;
  /** What a tone says otherwise than the phrases that all tones share: another word of address, no short forms. */
  readonly wording: Readonly<Partial<Record<Tone, readonly (readonly [from: string, to: string])[]>>>;
  /** Between sentences of one paragraph. */
  readonly gap: string;
}
