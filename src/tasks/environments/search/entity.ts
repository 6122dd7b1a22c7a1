import type { Language } from "../../../templates/template.ts";
import type { CalendarDay } from "../../../tools/calendar/calendar-day.ts";
import { writeDay } from "../../write-day.ts";
import type { EntityType, FactKind } from "./fact-kind.ts";

/** The value of a fact; an entity is its place in the encyclopedia, a word its place among the kind's words. */
export type FactValue =
  | { readonly type: "entity"; readonly entity: number }
  | { readonly type: "number"; readonly number: number }
  | { readonly type: "date"; readonly day: CalendarDay }
  | { readonly type: "word"; readonly word: number }
  | { readonly type: "unknown" };

/** Facts by the key of their kind. */
export type Facts = Readonly<Record<string, FactValue>>;

/** Something that the encyclopedia has a page on. */
export interface Entity {
  readonly type: EntityType;
  readonly name: string;
  readonly facts: Facts;
}

/** A page on an entity; an older version of one may state other facts. */
export interface Page {
  readonly id: string;
  readonly title: string;
  readonly entity: number;
  readonly facts: Facts;
  readonly revised: CalendarDay;
  readonly text: string;
}

/** A value as pages and answers write it, without its unit. */
export function writeValue(
  value: FactValue,
  kind: FactKind,
  entities: readonly Entity[],
  language: Language,
): string | undefined {
  if (value.type === "entity") return entities[value.entity]!.name;
  if (value.type === "date") return writeDay(value.day, language);
  if (value.type === "word") return kind.value.type === "word" ? kind.value.words[value.word]![language] : undefined;
  if (value.type === "unknown") return undefined;
  const grouped = kind.value.type === "count" && language === "en";
  return grouped ? value.number.toLocaleString("en-US") : String(value.number);
}
