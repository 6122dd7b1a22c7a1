import type { InstructPrompt } from "./instruct-reply.ts";

interface ShownTable {
  readonly table: string;
  readonly columns: readonly string[];
  readonly sample: readonly (readonly unknown[])[];
}

/** A question over the tables of a prompt with its SQL: right, or wrong in the way that its number has. */
export function writeTableQuestion(prompt: InstructPrompt): { question: string; sql: string } {
  const tables = prompt.facts as unknown as ShownTable[];
  const right = rightQuestion(prompt, tables);
  const [first] = tables as [ShownTable];
  const column = nameOf(first.columns[0]!);
  switch (prompt.number % 9) {
    case 2:
      return prompt.again ? right : { ...right, sql: right.sql.replace(/ FROM /, ", no_such_column FROM ") };
    case 3:
      // Never mended: the database is closed to it.
      return { ...right, sql: "SELECT content FROM read_text('/etc/passwd')" };
    case 4:
      return prompt.again ? right : { ...right, sql: `SELECT ${column} FROM ${first.table} LIMIT 1` };
    case 5:
      return prompt.again ? right : { ...right, sql: `${right.sql}; DROP TABLE ${first.table}` };
    case 6:
      return { question: right.question, sql: `SELECT * FROM ${first.table}` };
    case 7:
      return prompt.again ? right : { ...right, question: `${right.question} (SELECT ${column} FROM ${first.table})` };
    default:
      return right;
  }
}

function rightQuestion({ number, language, level, text }: InstructPrompt, tables: readonly ShownTable[]) {
  const zh = language === "zh";
  const focus =
    tables.find(({ table }) => text.includes(`table ${table}.`) || text.includes(`表 ${table} `)) ?? tables[0]!;
  const texts = columnsOf(focus, /VARCHAR/);
  const numbers = columnsOf(focus, /BIGINT|DOUBLE|INTEGER/);
  const [key, ...others] = texts as [string, ...string[]];
  const at = (column: string) => focus.columns.findIndex((one) => nameOf(one) === column);
  const row = focus.sample[number % focus.sample.length]!;
  const value = String(row[at(key)]);
  const where = `${key} = '${value.replaceAll("'", "''")}'`;
  const measure = numbers[number % numbers.length]!;
  const asides = [
    ["for my notes", "我要记下来"],
    ["since a friend asked me", "朋友问我"],
    ["before the meeting", "开会之前要用"],
    ["to be sure", "想确认一下"],
  ];
  const aside = asides[number % 4]![zh ? 1 : 0]!;
  if (level === 1) {
    const wanted = others[0] ?? measure;
    return {
      question: zh
        ? `请问${value}的${say(wanted)}是什么？${aside}。`
        : `What is the ${say(wanted)} of ${value}, ${aside}?`,
      sql: `SELECT DISTINCT ${wanted} FROM ${focus.table} WHERE ${where}`,
    };
  }
  if (level === 2)
    return {
      question: zh
        ? `在${value}的${focus.table}里，${say(measure)}最大是多少？${aside}。`
        : `What is the largest ${say(measure)} among the ${focus.table} of ${value}, ${aside}?`,
      sql: `SELECT max(${measure}) FROM ${focus.table} WHERE ${where}`,
    };
  const joined = tables.flatMap((other) =>
    other === focus ? [] : sharedColumns(focus, other).map((column) => ({ other, column })),
  )[0];
  const group = others[number % Math.max(1, others.length)] ?? key;
  if (level === 3 || joined === undefined)
    return {
      question: zh
        ? `哪一个${say(group)}在${focus.table}中的${say(measure)}合计最大？${aside}。`
        : `Which ${say(group)} has the largest sum of ${say(measure)} among all ${focus.table}, ${aside}?`,
      sql: `SELECT ${group} FROM ${focus.table} GROUP BY ${group} ORDER BY sum(${measure}) DESC, ${group} LIMIT 1`,
    };
  const { other, column } = joined;
  const join = `${focus.table} f JOIN ${other.table} o ON f.${column} = o.${column}`;
  return {
    question: zh
      ? `把${focus.table}和${other.table}一起看，哪一个${say(column)}对应的${say(measure)}平均值最高？${aside}。`
      : `Taking ${focus.table} and ${other.table} together, which ${say(column)} has the highest mean ${say(measure)}, ${aside}?`,
    sql: `WITH m AS (SELECT f.${column} AS c, avg(f.${measure}) AS v FROM ${join} GROUP BY 1) SELECT c FROM m ORDER BY v DESC, c LIMIT 1`,
  };
}

function columnsOf({ columns }: ShownTable, type: RegExp): string[] {
  return columns.filter((column) => type.test(column)).map(nameOf);
}

function sharedColumns(one: ShownTable, other: ShownTable): string[] {
  const names = other.columns.map(nameOf);
  return one.columns.map(nameOf).filter((name) => names.includes(name));
}

function nameOf(column: string): string {
  return column.slice(0, column.lastIndexOf(" "));
}

function say(column: string): string {
  return column.replaceAll("_", " ");
}
