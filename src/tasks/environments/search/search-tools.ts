import type { Random } from "../../../core/random.ts";
import type { Tool } from "../../../core/tool.ts";
import type { Language } from "../../../templates/template.ts";
import type { TaskOptions } from "../../environment.ts";
import { distractorTools } from "../../tool-making/distractor-tools.ts";
import { madeTool, type ToolParameter } from "../../tool-making/made-tool.ts";
import { createToolNames, type NameWords, type ToolNames } from "../../tool-making/tool-name.ts";
import { FACT_KINDS } from "./fact-kinds.ts";

/** What a tool that is needed does. */
export type Role = "search" | "open" | "lookup";

/** The tools of one task. */
export interface SearchTools {
  readonly tools: readonly Tool[];
  /** The needed tools by what they do; a task whose tool is missing has none. */
  readonly roles: Readonly<Partial<Record<Role, Tool>>>;
  /** How results are written. */
  readonly results: "json" | "lines";
}

/** How many tools a task has, and how many of them look like those that are needed, by level. */
const COUNT_BY_LEVEL = [0, 3, 6, 12, 25, 60];
const ALIKE_BY_LEVEL = [0, 0, 1, 3, 6, 12];

const words = (verbs: string, nouns: string): NameWords => ({ verbs: verbs.split(" "), nouns: nouns.split(" ") });
const WORDS: Readonly<Record<Role, NameWords>> = {
  search: words(
    "search find query seek explore scan",
    "encyclopedia pages articles entries reference_work topics almanac compendium",
  ),
  open: words("open read get show view load fetch", "page article entry full_text topic chapter"),
  lookup: words("get look_up check fetch read", "fact property value figure data_sheet infobox key_figure"),
};
const DESCRIPTIONS: Readonly<Record<Role, Readonly<Record<Language, readonly string[]>>>> = {
  search: {
    en: [
      "Searches the encyclopedia and returns the ids, titles and first words of the pages that fit best.",
      "Finds pages of the encyclopedia by words in their titles or texts; gives id, title and beginning of each.",
      "Full-text search over all encyclopedia articles. Results have an id to open them by.",
    ],
    zh: [
      "在百科全书中搜索，返回最匹配页面的编号、标题和开头。",
      "按标题或正文中的词语查找百科页面，给出每页的编号、标题和开头。",
      "百科条目全文检索，结果中的编号可用于打开页面。",
    ],
  },
  open: {
    en: [
      "Returns the whole text of one page of the encyclopedia by its id.",
      "Opens an encyclopedia page (by the id from a search result) and shows its full text.",
      "Reads one article of the encyclopedia in full; it needs the article's id.",
    ],
    zh: [
      "按编号返回一个百科页面的全文。",
      "打开一个百科页面（编号来自搜索结果）并显示全文。",
      "读取百科全书中一个条目的全文，需要条目编号。",
    ],
  },
  lookup: {
    en: [
      "Looks up one figure in the encyclopedia's table of facts. Properties: {p}. Not everything is in it.",
      "Gives the value of a property of something, from the encyclopedia's fact table (incomplete). Properties: {p}.",
    ],
    zh: [
      "在百科全书的数据表中查询一项数据。可查属性：{p}。数据表并不完整。",
      "返回某个对象的一项属性值，来自百科全书的数据表（不完整）。属性：{p}。",
    ],
  },
};

/** Tools that are easily mistaken for the needed ones: what they are for, in English and in Chinese. */
const ALIKE: readonly (readonly [Role, en: string, zh: string])[] = [
  ["search", "Searches a collection of pictures and returns their captions.", "在图片库中搜索，返回图片说明。"],
  ["search", "Searches the user's own mail.", "在用户自己的邮件中搜索。"],
  ["search", "Searches the discussions among the encyclopedia's editors.", "搜索百科全书编辑者之间的讨论。"],
  ["search", "Searches the job offers of the encyclopedia's publisher.", "搜索百科全书出版社的招聘信息。"],
  ["open", "Opens a page of the user's diary by its id.", "按编号打开用户日记中的一页。"],
  [
    "open",
    "Shows who last edited a page of the encyclopedia, by the page's id.",
    "按页面编号显示百科页面最近由谁编辑。",
  ],
  [
    "open",
    "Shows the picture that belongs to an encyclopedia page, by the page's id.",
    "按页面编号显示百科页面的配图。",
  ],
  ["open", "Reads one page of a cookbook.", "读取菜谱中的一页。"],
  ["lookup", "Looks up the price of a house.", "查询房屋的价格。"],
  ["lookup", "Looks up a word in a dictionary.", "在词典中查一个词。"],
  ["lookup", "Looks up how often an encyclopedia page was visited.", "查询百科页面的访问次数。"],
  ["lookup", "Looks up a setting of the reading program.", "查询阅读程序的一项设置。"],
];

/** Draws the tools of a task; `missing` leaves those out that it needs. */
export function drawTools(
  random: Random,
  {
    language,
    level,
    split,
    missing,
  }: { language: Language; level: number; split: TaskOptions["split"]; missing: boolean },
): SearchTools {
  const names = createToolNames(random, split);
  const made: SearchTools["roles"] = missing ? {} : neededTools(random, names, language);
  const alike = random
    .shuffled(ALIKE)
    .slice(0, ALIKE_BY_LEVEL[level]!)
    .map((one) => alikeTool(random, names, one, language));
  const needed = Object.values(made);
  const rest = distractorTools(random, names, language, COUNT_BY_LEVEL[level]! - alike.length - needed.length);
  return {
    roles: made,
    tools: random.shuffled([...needed, ...alike, ...rest]),
    results: random.pick(["json", "lines"]),
  };
}

function neededTools(random: Random, names: ToolNames, language: Language): Record<Role, Tool> {
  const make = (role: Role) =>
    madeTool(names.name(WORDS[role]), describe(random, role, language), parametersOf(role, names, language));
  return { search: make("search"), open: make("open"), lookup: make("lookup") };
}

function describe(random: Random, role: Role, language: Language): string {
  return random
    .pick(DESCRIPTIONS[role][language])
    .replace("{p}", propertiesOf(language).join(language === "zh" ? "、" : ", "));
}

/** The properties that a table of facts may have. */
function propertiesOf(language: Language): string[] {
  return [
    ...new Set(FACT_KINDS.filter(({ value }) => value.type !== "entity").map(({ property }) => property[language])),
  ];
}

function alikeTool(random: Random, names: ToolNames, [role, en, zh]: (typeof ALIKE)[number], language: Language): Tool {
  const parameters = parametersOf(role, names, language);
  return madeTool(
    names.name(WORDS[role]),
    language === "zh" ? zh : en,
    random.chance(0.5) ? parameters : parameters.slice(0, 1),
  );
}

const PARAMETERS: Readonly<Record<Role, readonly (readonly [names: string, en: string, zh: string])[]>> = {
  search: [["query|text|keywords|terms|phrase|search_text|words|question", "What to search for", "要搜索的内容"]],
  open: [["id|page_id|article_id|entry_id|ref|page|number|key", "The id of the page", "页面编号"]],
  lookup: [
    ["subject|entity|name|item|object|topic", "The name of what is asked about", "要查询的对象名称"],
    ["property|attribute|field|fact|column|feature", "The property", "属性名"],
  ],
};

function parametersOf(role: Role, names: ToolNames, language: Language): ToolParameter[] {
  return PARAMETERS[role].map(([options, en, zh]) => ({
    name: names.parameter(options.split("|")),
    description: language === "zh" ? zh : en,
  }));
}

/** The names of a tool's parameters, in order. */
export function parameterNames(tool: Tool): string[] {
  return Object.keys((tool.parameters?.["properties"] ?? {}) as object);
}
