import type { Language } from "../../../templates/template.ts";
import type { InstructFrame } from "../frame.ts";
import type { InstructPrompt } from "../messages-of.ts";

/** What a level means for a question over tables. */
const MEANS: Readonly<Record<Language, readonly string[]>> = {
  en: [
    "",
    "one table; a row is found by one condition and one of its values is asked for",
    "a count, sum, average, smallest or largest over the rows of one table that meet a condition",
    "two tables together, or the rows of a table by groups",
    "groups over joined tables, or a group that is picked by comparing all groups",
    "several steps: a result that is worked out first decides what is asked (subqueries or WITH), over several tables if there are",
  ],
  zh: [
    "",
    "只用一张表：用一个条件找到一行，询问其中一个值",
    "对一张表中满足条件的行计数、求和、求平均、求最小或最大值",
    "把两张表结合起来，或把一张表的行分组",
    "对连接后的表分组，或比较所有分组后选出一个",
    "需要几步：先算出一个中间结果，再据此提问（子查询或 WITH），有多张表时用到多张",
  ],
};

/** Asks for a question over these tables, which stand a line of JSON each. */
export function sayTables({ language, level, persona }: InstructFrame, focus: string, tables: string): InstructPrompt {
  const means = MEANS[language][level]!;
  return language === "zh"
    ? {
        system: "你为能够查询数据库的助手编写测试问题，并为每个问题写出能得到答案的 SQL。",
        user: `提问的人：${persona}。
难度：${level}（最高为 5）。含义：${means}。
问题要涉及：${focus}。

数据表，每行一个 JSON：表名、各列及类型、行数、几行示例。
${tables}

要求
- 问题要独立成句，用提问者自己的话，不提数据表、列名或 SQL；相关的人、物、日期要说清楚，使答案唯一。
- 答案是一个值，或最多 10 个名称。不是整数的数字保留两位小数，并在问题中说明。
- SQL 是一条 DuckDB 语法的 SELECT，结果只有一列，就是答案本身；不得依赖行的先后顺序或当前日期。
- 问题中不得出现答案，也不要问是非题。
- 问题用中文写。

只回复一个 JSON 对象：{"question": "……", "sql": "……"}`,
      }
    : {
        system:
          "You write questions that try out an assistant who can query a database, each with the SQL that finds its answer.",
        user: `Who asks: ${persona}.
Difficulty: ${level} of 5. It means: ${means}.
The question has to do with: ${focus}.

The tables, a line of JSON each: name, columns with their types, number of rows, some rows.
${tables}

Rules
- The question stands by itself, in the words of the person who asks: not a word of tables, names of columns or SQL. It names \
the people, things and days that it is about, so that one answer alone is right.
- The answer is one value, or at most 10 names. A number that is not whole is rounded to 2 decimals, and the question says so.
- The SQL is one SELECT in DuckDB's dialect. Its result has one column and is nothing but the answer. It does not depend on \
the order of rows or on what day it is.
- The question does not contain the answer, and asks for no yes or no.
- Write the question in English.

Reply with one JSON object and nothing beside it: {"question": "...", "sql": "..."}`,
      };
}
