import type { JsonObject } from "../../../core/json/value.ts";
import type { Tool } from "../../../core/tool.ts";
import type { BehaviourName } from "../../../templates/behaviours.ts";
import type { Language } from "../../../templates/template.ts";

/** A call that was made, as the prompt shows it. */
export interface SeenCall {
  readonly name: string;
  readonly arguments: JsonObject;
  readonly observation: string;
  readonly failed: boolean;
  /** It failed with words that say that it may work when it is made again. */
  readonly passing: boolean;
}

/** What the prompt shows, read back; all that a skill may know. */
export interface ReaderView {
  readonly language: Language;
  /** The query, without the words that a template puts around it. */
  readonly goal: string;
  /** Today's date as the prompt gives it. */
  readonly date?: string;
  /** Empty where the prompt shows none, or where it asks for an ending alone. */
  readonly tools: readonly Tool[];
  /** The calls of this episode, oldest first. */
  readonly done: readonly SeenCall[];
  /** The memory slot: knowledge, earlier turns, finished tasks, in the template's own words. */
  readonly memory: string;
  /** What the instructions ask for. The reader retries, checks, asks and cites by these itself. */
  readonly asks: ReadonlySet<BehaviourName>;
}

/** A call to make. */
export interface IntendedCall {
  readonly name: string;
  readonly arguments: JsonObject;
}

/** What to do next. */
export type Intent = {
  /** Why, as a clause without a capital letter or a full stop, in the view's language; it becomes part of a thought. */
  readonly reason: string;
} & (
  | { readonly call: IntendedCall }
  | {
      readonly answer: string;
      /** A call that would confirm the answer; made only where two results are asked for. */
      readonly check?: IntendedCall;
    }
  /** Asks the user for what is missing; put only where that is asked for. */
  | { readonly question: string }
  | { readonly give_up: string }
);

/** Knows how to go about one kind of goal; undefined for a goal of another kind. */
export type Skill = (view: ReaderView) => Intent | undefined;
