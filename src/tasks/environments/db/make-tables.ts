import type { Random } from "../../../core/random.ts";
import { splitOf } from "../../names/split-of.ts";
import type { ColumnKind, Domain, TableKind } from "./domain.ts";
import { makeRows } from "./make-rows.ts";
import type { Cell, Column, Table } from "./table.ts";
import type { TableDraw } from "./table-draw.ts";

/** How many tables a world has, and how many of these hold rows of earlier years, by level. */
const TABLES_BY_LEVEL = [0, 2, 3, 4, 6, 6];
const ARCHIVES_BY_LEVEL = [0, 0, 0, 0, 0, 2];
/** How many columns have no description. */
const SILENT_BY_LEVEL = [0, 0, 0, 0, 0.04, 0.08];

/** Draws the tables of a world, the one of what happens first. */
export function makeTables(draw: TableDraw, domain: Domain): Table[] {
  const kinds = domain.tables.slice(0, TABLES_BY_LEVEL[draw.level]);
  // A world of Chinese speakers may have Chinese identifiers too.
  const han = draw.language === "zh" && draw.random.chance(0.5);
  const taken = new Set<string>();
  const named = kinds.map((kind) => ({ kind, name: tableName(draw, kind, han, taken) }));
  const bare = named.map(({ kind, name }) => bareTable(draw, { kind, name, han, domain, named }));
  const tables: Table[] = [];
  // What is referred to stands further back, and has its rows first.
  for (const [at, table] of [...bare.entries()].toReversed())
    tables.unshift({ ...table, rows: makeRows(draw, named[at]!.kind, table, tables) });
  const archives = draw.random.shuffled(tables.slice(0, 3)).slice(0, ARCHIVES_BY_LEVEL[draw.level]);
  return [...tables, ...archives.map((table) => archiveOf(draw, domain, table, han, taken))];
}

const MARKS = ["", "", "", "_list", "_data", "_main", "_records", "_book", "_register", "_table", "_view", "_current"];
const HAN_MARKS = ["", "", "表", "清单", "台账", "信息", "名录", "数据", "_主表", "明细", "档案", "登记"];

/** Names of tables belong to a split as all other names do. */
function tableName(draw: TableDraw, kind: TableKind, han: boolean, taken: Set<string>): string {
  const { random } = draw;
  return freeName(draw, taken, () =>
    han ? kind.singular.zh + random.pick(HAN_MARKS) : random.pick(kind.names.split("|")) + random.pick(MARKS),
  );
}

/** After some tries a number is added: of a few names all may belong to the other split. */
function freeName({ random, split }: TableDraw, taken: Set<string>, next: () => string): string {
  for (let tries = 0; ; tries++) {
    const name = tries < 20 ? next() : `${next()}_${1 + random.below(99)}`;
    if (taken.has(name) || splitOf(name) !== split) continue;
    taken.add(name);
    return name;
  }
}

interface Bare {
  readonly kind: TableKind;
  readonly name: string;
  readonly han: boolean;
  readonly domain: Domain;
  readonly named: readonly { readonly kind: TableKind; readonly name: string }[];
}

function bareTable(draw: TableDraw, { kind, name, han, domain, named }: Bare): Table {
  const { language, random } = draw;
  const zh = language === "zh";
  const id: Column = {
    name: han ? "编号" : random.pick(["id", "id", "no", "nr", "number"]),
    noun: zh ? "编号" : "number",
    type: "id",
  };
  const taken = new Set([id.name]);
  const columns = kind.columns.flatMap((one): Column[] => {
    const column = columnOfKind(draw, one, han, taken, named);
    return column === undefined ? [] : [column];
  });
  const { singular, plural, measure } = kind;
  const noun = singular[language];
  const description = zh ? `${domain.place.zh}的${noun}` : `the ${plural} of the ${domain.place.en}`;
  const rest = { measure, named: kind.named !== "no", columns: [id, ...columns], rows: [] };
  return { name, description, noun, plural: zh ? noun : plural, ...rest };
}

/** A column; undefined for one that refers to a table that the world lacks. */
function columnOfKind(
  { random, language, level }: TableDraw,
  { names, noun, value }: ColumnKind,
  han: boolean,
  taken: Set<string>,
  tables: Bare["named"],
): Column | undefined {
  const target = value.type === "reference" ? tables.find(({ kind }) => kind.key === value.to) : undefined;
  if (value.type === "reference" && target === undefined) return undefined;
  const free = names.split("|").filter((name) => !taken.has(name));
  const name = han ? noun.zh : random.pick(free);
  taken.add(name);
  const unit = "unit" in value && value.unit !== undefined ? { unit: value.unit[language] } : {};
  return {
    name,
    noun: noun[language],
    type: value.type,
    ...unit,
    ...(target === undefined ? {} : { refersTo: target.name }),
    ...(value.type === "word" ? { words: value.words[language] } : {}),
    ...(random.chance(SILENT_BY_LEVEL[level]!) ? { silent: true as const } : {}),
  };
}

const PAST = "{t}_old {t}_2019 {t}_archive old_{t} archive_{t} all_{t} hist_{t}".split(" ");
const HAN_PAST = "{t}_旧 {t}_历史 {t}_归档 旧{t} 历史{t} 全部{t}".split(" ");

/** A table of earlier years: the same columns under another name, with some of the same names in it. */
function archiveOf(draw: TableDraw, domain: Domain, table: Table, han: boolean, taken: Set<string>): Table {
  const { random, language } = draw;
  const name = freeName(draw, taken, () => random.pick(han ? HAN_PAST : PAST).replace("{t}", table.name));
  const description =
    language === "zh"
      ? `${domain.place.zh}往年的${table.noun}（已封存，不再更新）`
      : `the ${table.plural} of earlier years, closed and no longer kept`;
  const rows = table.rows.filter(() => random.chance(0.6)).map((row) => otherRow(random, table, row));
  return { ...table, name, description, archived: true, rows };
}

/** The row with other numbers, words and days, all of which stand in other rows of the table. */
export function otherRow(random: Random, { columns, rows }: Table, row: readonly Cell[]): Cell[] {
  return row.map((cell, at) => {
    const { type } = columns[at]!;
    return type === "id" || type === "name" || type === "reference" ? cell : random.pick(rows)[at]!;
  });
}
