import type { Language } from "../../../templates/template.ts";

/** What the encyclopedia has pages on. */
export const ENTITY_TYPES = ["person", "city", "company", "bridge", "book", "festival", "museum"] as const;
/** What a page is on: one of {@link ENTITY_TYPES}. */
export type EntityType = (typeof ENTITY_TYPES)[number];

/** Wordings of one thing; `{x}` stands for the entity, `{y}` for the value, `{a}` and `{b}` for two that are compared. */
export type Wordings = Readonly<Record<Language, readonly string[]>>;

/** What a fact's value is. */
export type ValueKind =
  | { readonly type: "entity"; readonly to: EntityType }
  | { readonly type: "year" | "date"; readonly from: number; readonly to: number }
  | {
      readonly type: "count";
      readonly from: number;
      readonly to: number;
      readonly unit: Readonly<Record<Language, string>>;
    }
  | { readonly type: "word"; readonly words: readonly Readonly<Record<Language, string>>[] };

/** A kind of fact: what it is, and how pages and questions speak of it. */
export interface FactKind {
  readonly key: string;
  readonly of: EntityType;
  readonly value: ValueKind;
  /** It may have been another in an older version of the page. */
  readonly changes?: true;
  /** As a table of facts calls it. */
  readonly property: Readonly<Record<Language, string>>;
  /** A sentence that states it. */
  readonly state: Wordings;
  /** For a relation: the entity that it leads to, as a noun phrase. For other facts: a question for it. */
  readonly ask: Wordings;
  /** For years: the event as a noun phrase. */
  readonly event?: Wordings;
  /** Asks which of two has more of it (or came later), and which has less. */
  readonly more?: Wordings;
  readonly less?: Wordings;
}
