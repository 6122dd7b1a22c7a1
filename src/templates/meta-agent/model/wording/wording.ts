import type { BehaviourName } from "../../../behaviours.ts";
import type { SlotName } from "../../../slots.ts";
import type { Ability, PromptTemplate } from "../../../template.ts";
import type { Cell } from "../../grid.ts";
import type { Tone } from "../../tones.ts";

/** What a prompt can ask of an agent that a template may demand here. */
export type Demand = PromptTemplate["demands"]["fields"][number] | BehaviourName;

/** The words in which a model is asked for a template, in one language. */
export interface Wording {
  /** The system message. */
  readonly role: string;
  readonly queries: string;
  readonly tools: string;
  /** What stands above the properties of the template, and the name of each. */
  readonly wanted: string;
  readonly ability: Readonly<Record<Ability, string>>;
  readonly kind: Readonly<Record<Cell["kind"], string>>;
  /** How tools are shown: `@rendering` is the name. */
  readonly rendering: string;
  readonly noTools: string;
  readonly nativeTools: string;
  readonly episode: Readonly<Record<Cell["episode"], string>>;
  readonly tone: Readonly<Record<Tone, string>>;
  readonly language: string;
  readonly layout: Readonly<Record<PromptTemplate["layout"]["kind"], string>>;
  /** Above what the wording must ask of an agent. */
  readonly demanded: string;
  readonly demands: Readonly<Partial<Record<Demand, string>>>;
  readonly slots: string;
  readonly slot: Readonly<Record<SlotName, string>>;
  /** What sources may hold. */
  readonly syntax: string;
  /** What the words of a protocol are. */
  readonly signs: string;
  readonly signsOf: Readonly<Record<Cell["kind"], string>>;
  readonly command: string;
  readonly rules: string;
  readonly example: string;
  readonly closing: string;
}
