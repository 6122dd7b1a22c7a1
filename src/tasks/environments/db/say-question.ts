import type { Random } from "../../../core/random.ts";
import type { Language } from "../../../templates/template.ts";
import type { Ask, Change, Condition, Path, Selection } from "./question.ts";
import { ALL, AND, ASKS, CHANGES, CONDITIONS } from "./question-wordings.ts";
import { shownCell } from "./shown-cell.ts";
import { type Cell, type Column, columnOf, identifierOf, type Table, tableOf } from "./table.ts";

/** What words are put to. */
export interface Saying {
  readonly random: Random;
  readonly language: Language;
  readonly tables: readonly Table[];
}

/** A question in words. `row` says which row a value is of where that is not by its name. */
export function sayQuestion(saying: Saying, selection: Selection, ask: Ask, row?: string): string {
  const { random, language, tables } = saying;
  const table = tableOf(tables, selection.table);
  const kind =
    ask.type === "names" && ask.order !== undefined ? (ask.order.descending ? "falling" : "rising") : ask.type;
  const column = ask.type === "names" ? ask.order?.column : "column" in ask ? ask.column : undefined;
  return filled(random.pick(ASKS[kind][language]), {
    m: table.measure,
    ...(ask.type === "value"
      ? { p: ownedValue(saying, table, ask.path, row ?? sayRow(saying, selection)) }
      : { s: saySelection(saying, selection) }),
    ...(column === undefined ? {} : { c: columnOf(table, column).noun }),
    ...(ask.type === "top" ? { t: columnOf(table, ask.hop.column).noun } : {}),
  });
}

/** A change in words. */
export function sayChange(saying: Saying, change: Change, row?: string): string {
  const { random, language, tables } = saying;
  if (change.type === "insert") return sayInsert(saying, change);
  const table = tableOf(tables, change.selection.table);
  const kind = change.type === "raise" && change.by < 0 ? "lower" : change.type;
  const column = change.type === "delete" ? undefined : columnOf(table, change.column);
  const value = change.type === "set" ? change.value : change.type === "raise" ? Math.abs(change.by) : null;
  return filled(random.pick(CHANGES[kind][language]), {
    w: row ?? sayRows(saying, change.selection),
    ...(column === undefined ? {} : { c: column.noun, v: sayValue(saying, column, value) }),
  });
}

function sayInsert(saying: Saying, { table: name, row }: Change & { type: "insert" }): string {
  const { random, language, tables } = saying;
  const table = tableOf(tables, name);
  const fields = table.columns.slice(1).map((column, at) => {
    const value = sayValue(saying, column, shownCell(tables, column, row[at + 1]!));
    return language === "zh" ? `${column.noun}为${value}` : `${column.noun} ${value}`;
  });
  const wording = random.pick(CHANGES.insert[language]);
  return filled(wording, { n: table.noun, x: String(row[0]), f: fields.join(language === "zh" ? "；" : "; ") });
}

function sayRows(saying: Saying, selection: Selection): string {
  return isOneRow(saying.tables, selection)
    ? sayRow(saying, selection)
    : ALL[saying.language] + saySelection(saying, selection);
}

/** Is a row meant by its name or number alone? */
function isOneRow(tables: readonly Table[], { table, conditions }: Selection): boolean {
  const [{ path, operator } = { path: { hops: [], column: "" }, operator: "is" }] = conditions;
  const isIdentifier = path.hops.length === 0 && path.column === identifierOf(tableOf(tables, table)).name;
  return conditions.length === 1 && operator === "is" && isIdentifier;
}

function sayRow({ tables, language }: Saying, { table, conditions }: Selection): string {
  return nounWith(tableOf(tables, table).noun, String(conditions[0]!.value), language);
}

/** A thing with its name: "customer Vask", "客户李澜岚". */
export function nounWith(noun: string, name: string, language: Language): string {
  return language === "zh" ? noun + name : `${noun} ${name}`;
}

/** "the population of the home town of customer Vask" */
function ownedValue({ language, tables }: Saying, table: Table, path: Path, row: string): string {
  return sayOwned(row, nounsAlong(tables, table, path), language);
}

/** What belongs to a row, from the row outwards. */
export function sayOwned(row: string, nouns: readonly string[], language: Language): string {
  if (language === "zh") return [row, ...nouns].join("的");
  return [...nouns.map((noun) => `the ${noun}`).toReversed(), row].join(" of ");
}

/** The nouns of the columns that a path goes over; a name at the end of hops is left out in conditions. */
function nounsAlong(tables: readonly Table[], table: Table, { hops, column }: Path): string[] {
  let at = table;
  const nouns = hops.map((hop) => {
    const { noun } = columnOf(at, hop.column);
    at = tableOf(tables, hop.table);
    return noun;
  });
  return [...nouns, columnOf(at, column).noun];
}

function saySelection(saying: Saying, { table: name, conditions }: Selection): string {
  const { language, tables } = saying;
  const table = tableOf(tables, name);
  const said = conditions.map((one) => sayCondition(saying, table, one)).join(AND[language]);
  if (said === "") return table.plural;
  return language === "zh" ? `${said}的${table.noun}` : `${table.plural} ${said}`;
}

function sayCondition(saying: Saying, table: Table, { path, operator, value }: Condition): string {
  const { random, language, tables } = saying;
  const end = path.hops.at(-1);
  const column = columnOf(end === undefined ? table : tableOf(tables, end.table), path.column);
  const nouns = nounsAlong(tables, table, path);
  if (end !== undefined && column.type === "name") nouns.pop();
  const dates = { over: "after", under: "before", is: "is" } as const;
  const kind = column.type === "date" ? dates[operator] : operator;
  return filled(random.pick(CONDITIONS[kind][language]), {
    p: nouns.join(language === "zh" ? "的" : "'s "),
    v: sayValue(saying, column, value),
  });
}

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** A value as a question says it: with its unit, a day in one of two ways. */
function sayValue({ random, language }: Saying, { type, unit }: Column, value: Cell): string {
  const zh = language === "zh";
  if (type === "date") {
    const [year, month, day] = String(value).split("-").map(Number) as [number, number, number];
    if (random.chance(0.5)) return String(value);
    return zh ? `${year}年${month}月${day}日` : `${day} ${MONTHS[month - 1]} ${year}`;
  }
  const said = type === "decimal" ? Number(value).toFixed(2) : String(value);
  return unit === undefined ? said : said + (zh || unit === "%" ? unit : ` ${unit}`);
}

function filled(wording: string, parts: Readonly<Record<string, string>>): string {
  return wording.replace(/\{(.)\}/g, (_, letter: string) => parts[letter] ?? "");
}
