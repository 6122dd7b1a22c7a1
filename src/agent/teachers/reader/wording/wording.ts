import type { Decision } from "../decision.ts";

/** The grammar of a language's thoughts: forms with `@reason` and `@tool` in them. */
export interface Wording {
  /** What a thought may begin with, before anything was done and after. */
  readonly openings: { readonly first: readonly string[]; readonly later: readonly string[] };
  readonly thoughts: Readonly<Record<Decision["kind"], readonly string[]>>;
  /** Texts of the fields that protocols have beside a thought. */
  readonly fields: Readonly<Record<"plan" | "criticism" | "reflection" | "speak" | "reasoning", readonly string[]>>;
  /** Reasons of the reader's own. */
  readonly reasons: {
    readonly noIdea: string;
    readonly check: string;
    readonly anotherWay: string;
    readonly passing: (tool: string) => string;
    readonly toolFailed: (tool: string) => string;
  };
  /** A give-up where something is missing that nobody is to be asked for. */
  readonly missing: (reason: string) => string;
  /** What is written where the prompt does not say how a step is written. */
  readonly prose: readonly string[];
  /** Answers that rest on nothing, with `@guess` in them. */
  readonly guesses: readonly string[];
  /** What an answer that switches to this language begins with. */
  readonly hedge: string;
}
