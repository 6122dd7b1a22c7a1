import type { Language } from "../../../templates/template.ts";

/** What a column is about; its `names` are identifiers that it may have, with `|` between them. */
export interface ColumnKind {
  readonly names: string;
  /** As questions and descriptions call it. */
  readonly noun: Readonly<Record<Language, string>>;
  readonly value: ValueKind;
}

/** What may stand in a column. */
export type ValueKind =
  /** The name of the thing that a row is about. */
  | { readonly type: "name" }
  /** A row of another table, by the key of that table. */
  | { readonly type: "reference"; readonly to: string }
  | { readonly type: "word"; readonly words: Readonly<Record<Language, readonly string[]>> }
  | { readonly type: "integer"; readonly least: number; readonly most: number; readonly unit?: UnitWords }
  /** Two decimals. */
  | { readonly type: "decimal"; readonly least: number; readonly most: number; readonly unit?: UnitWords }
  | { readonly type: "date"; readonly from: number; readonly to: number };

type UnitWords = Readonly<Record<Language, string>>;

/** What a table is about. Rows of tables without names are spoken of by their number. */
export interface TableKind {
  readonly key: string;
  readonly names: string;
  readonly singular: Readonly<Record<Language, string>>;
  readonly plural: string;
  /** The measure word of Chinese. */
  readonly measure: string;
  readonly named: "person" | "stem" | "no";
  readonly columns: readonly ColumnKind[];
}

/** A business with its tables: the first holds what happens, and each of the others is referred to by one before it. */
export interface Domain {
  readonly place: Readonly<Record<Language, string>>;
  readonly tables: readonly TableKind[];
}

/** A table in short: names of it, `singular/plural`, `noun/measure word`. */
export function tableKind(
  key: string,
  [names, english, chinese]: readonly [names: string, english: string, chinese: string],
  named: TableKind["named"],
  columns: readonly ColumnKind[],
): TableKind {
  const [en, plural] = english.split("/") as [string, string];
  const [zh, measure] = chinese.split("/") as [string, string];
  const name: ColumnKind = {
    names: "name|title|label|full_name",
    noun: { en: "name", zh: "名称" },
    value: { type: "name" },
  };
  return {
    key,
    names,
    singular: { en, zh },
    plural,
    measure,
    named,
    columns: named === "no" ? columns : [name, ...columns],
  };
}

type Words = readonly [names: string, en: string, zh: string];

/** A column that refers to a table by its key. */
export function reference(to: string, [names, en, zh]: Words): ColumnKind {
  return { names, noun: { en, zh }, value: { type: "reference", to } };
}

/** A column of a few words, written `open/未付款 paid/已付款`. */
export function word([names, en, zh]: Words, words: string): ColumnKind {
  const pairs = words.split(" ").map((pair) => pair.split("/") as [string, string]);
  const value: ValueKind = {
    type: "word",
    words: { en: pairs.map(([one]) => one.replaceAll("_", " ")), zh: pairs.map(([, one]) => one) },
  };
  return { names, noun: { en, zh }, value };
}

/** A column of numbers; `unit` is written `days/天`. */
export function number(
  type: "integer" | "decimal",
  [names, en, zh]: Words,
  [least, most]: readonly [number, number],
  unit?: string,
): ColumnKind {
  const [enUnit = "", zhUnit = ""] = unit?.split("/") ?? [];
  const value = { type, least, most, ...(unit === undefined ? {} : { unit: { en: enUnit, zh: zhUnit } }) };
  return { names, noun: { en, zh }, value };
}

/** A column of days between two years. */
export function date([names, en, zh]: Words, [from, to]: readonly [number, number]): ColumnKind {
  return { names, noun: { en, zh }, value: { type: "date", from, to } };
}
