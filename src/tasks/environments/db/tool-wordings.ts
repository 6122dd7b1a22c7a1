import type { Language } from "../../../templates/template.ts";
import type { NameWords } from "../../tool-making/tool-name.ts";

/** What a tool that is needed does. */
export type Role = "overview" | "list" | "describe" | "query" | "change";

const words = (verbs: string, nouns: string): NameWords => ({ verbs: verbs.split(" "), nouns: nouns.split(" ") });

/** What the names of tools are made of. */
export const ROLE_WORDS: Readonly<Record<Role, NameWords>> = {
  overview: words(
    "show get read print explain fetch",
    "schema data_model structure layout tables_and_columns database",
  ),
  list: words("list show get enumerate name fetch", "tables table_names relations all_tables database_tables"),
  describe: words("describe inspect show get explain read", "table columns table_columns fields relation table_schema"),
  query: words("run execute query ask evaluate send", "query select sql_query read_query database sql statement"),
  change: words("apply change modify run write perform", "change update edit write_statement modification rows"),
};

/** Descriptions of the needed tools. */
export const DESCRIPTIONS: Readonly<Record<Role, Readonly<Record<Language, readonly string[]>>>> = {
  overview: {
    en: [
      "Shows all tables of the database with their columns.",
      "Returns the schema of the database: every table, every column, and what they hold.",
    ],
    zh: ["显示数据库的所有表及其列。", "返回数据库的结构：每张表、每一列及其含义。"],
  },
  list: {
    en: [
      "Lists the tables of the database, with a word on each.",
      "Returns the names of all tables of the database and what they hold.",
    ],
    zh: ["列出数据库中的表，并附简短说明。", "返回数据库中所有表的名称及其内容。"],
  },
  describe: {
    en: [
      "Describes one table of the database: its columns, their types and what they mean.",
      "Returns the columns of a table of the database by the table's name.",
    ],
    zh: ["说明数据库中一张表的列、类型和含义。", "按表名返回数据库中一张表的列。"],
  },
  query: {
    en: [
      "Runs one SELECT statement on the database and returns the rows.",
      "Runs a SQL query (DuckDB dialect) on the database. It only reads.",
      "Answers a SELECT over the tables of the database; at most 50 rows are shown.",
    ],
    zh: [
      "在数据库上执行一条SELECT语句并返回结果行。",
      "在数据库上执行SQL查询（DuckDB语法），只读。",
      "对数据库的表执行SELECT查询，最多显示50行。",
    ],
  },
  change: {
    en: [
      "Runs one INSERT, UPDATE or DELETE statement on the database.",
      "Changes rows of the database by one SQL statement: INSERT, UPDATE or DELETE.",
    ],
    zh: ["在数据库上执行一条INSERT、UPDATE或DELETE语句。", "用一条SQL语句（INSERT、UPDATE或DELETE）修改数据库中的行。"],
  },
};

/** The parameter that a tool has: names of it, and its description. */
export const PARAMETERS: Readonly<Partial<Record<Role, readonly [names: string, en: string, zh: string]>>> = {
  describe: ["table|table_name|name|relation|of", "The name of the table", "表名"],
  query: ["sql|query|statement|select|sql_text|command", "The SELECT statement", "SELECT语句"],
  change: [
    "sql|statement|change|sql_text|command|text",
    "The INSERT, UPDATE or DELETE statement",
    "要执行的INSERT、UPDATE或DELETE语句",
  ],
};

/** A tool that is easily mistaken for a needed one: what it is for, in English and in Chinese. */
export type AlikeTool = readonly [role: Role, en: string, zh: string];

/** These run what they are given on a copy of the database in which much was otherwise. */
export const BACKUPS: readonly AlikeTool[] = [
  [
    "query",
    "Runs one SELECT statement on last month's backup of the database.",
    "在上个月的数据库备份上执行一条SELECT语句。",
  ],
  ["query", "Runs a SQL query on the database as it was before the migration.", "在迁移之前的旧数据库上执行SQL查询。"],
  [
    "query",
    "Answers a SELECT over a copy of the database for training; the copy is not kept up to date.",
    "对数据库的培训副本执行SELECT查询，副本不再更新。",
  ],
];

/** These have nothing to do with the task. */
export const ALIKE: readonly AlikeTool[] = [
  ["query", "Runs a SELECT statement on the log of the mail server.", "在邮件服务器日志上执行SELECT语句。"],
  ["query", "Checks the syntax of a SQL statement without running it.", "检查SQL语句的语法，但不执行。"],
  [
    "query",
    "Estimates what a SELECT statement would cost in a cloud warehouse.",
    "估算一条SELECT语句在云数仓中的费用。",
  ],
  ["query", "Runs a query on the user's own address book.", "在用户自己的通讯录中查询。"],
  ["list", "Lists the tables in the user's text documents.", "列出用户文档中的表格。"],
  ["list", "Lists the tables of the restaurant next door that are free.", "列出隔壁餐厅的空桌。"],
  ["describe", "Describes a chart of the user's slides.", "描述用户幻灯片中的一张图表。"],
  ["describe", "Explains a table of a PDF file.", "解释PDF文件中的一张表格。"],
  ["change", "Changes a row of the user's own spreadsheet.", "修改用户自己的电子表格中的一行。"],
  [
    "change",
    "Records a change request for the database administrators; they look at it on Fridays.",
    "向数据库管理员提交变更申请，每周五处理。",
  ],
  ["overview", "Shows the layout of the database servers in the machine room.", "显示机房中数据库服务器的布局。"],
  ["overview", "Draws the structure of a program.", "绘制程序的结构图。"],
];
