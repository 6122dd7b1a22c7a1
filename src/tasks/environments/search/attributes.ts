import type { FactKind } from "./fact-kind.ts";
import { texts } from "./texts.ts";

const WORKS =
  "engineer:工程师 painter:画家 physician:医生 printer:印刷匠 composer:作曲家 botanist:植物学家 architect:建筑师 glassblower:玻璃匠 cartographer:制图师 clockmaker:钟表匠";
const GOODS =
  "clocks:钟表 lenses:镜片 paper:纸张 pianos:钢琴 ropes:绳索 bells:铜钟 maps:地图 tiles:瓷砖 umbrellas:雨伞 violins:小提琴";
const pairs = (list: string) => list.split(" ").map((pair) => ({ en: pair.split(":")[0]!, zh: pair.split(":")[1]! }));

/** Facts that are numbers, days and words. */
export const ATTRIBUTES: readonly FactKind[] = [
  {
    key: "born",
    of: "person",
    value: { type: "year", from: 1820, to: 1990 },
    property: { en: "year of birth", zh: "出生年份" },
    ask: texts(
      "In which year was {x} born? | What is the year of birth of {x}? | When was {x} born? Give the year.",
      "{x}是哪一年出生的？ | {x}的出生年份是多少？ | 请问{x}出生于哪一年？",
    ),
    state: texts(
      "The birth of {x} is dated to {y}. | The year of birth of {x} is {y}. | In {y}, {x} came into the world.",
      "{x}生于{y}年。 | {x}的出生年份是{y}年。 | {y}年，{x}出生。",
    ),
    event: texts("the birth of {x}", "{x}出生"),
    more: texts("Who was born later, {a} or {b}?", "{a}和{b}谁出生得更晚？"),
    less: texts("Who was born earlier, {a} or {b}?", "{a}和{b}谁出生得更早？"),
  },
  {
    key: "profession",
    of: "person",
    value: { type: "word", words: pairs(WORKS) },
    property: { en: "profession", zh: "职业" },
    ask: texts("What is the profession of {x}? | What did {x} do for a living?", "{x}的职业是什么？ | {x}以什么为业？"),
    state: texts("{x} is known as a {y}. | By profession {x} is a {y}.", "{x}是一位{y}。 | {x}的职业是{y}。"),
  },
  {
    key: "population",
    of: "city",
    value: { type: "count", from: 8000, to: 900_000, unit: { en: "inhabitants", zh: "人" } },
    changes: true,
    property: { en: "population", zh: "人口" },
    ask: texts(
      "How many inhabitants has {x}? | What is the population of {x}? | How many people live in {x}?",
      "{x}有多少人口？ | {x}的人口是多少？ | {x}现有居民多少人？",
    ),
    state: texts(
      "{x} has {y} inhabitants. | The population of {x} is {y}. | {y} people live in {x}.",
      "{x}有{y}人。 | {x}的人口为{y}人。 | {x}居住着{y}人。",
    ),
    more: texts("Which has more inhabitants, {a} or {b}?", "{a}和{b}哪个人口更多？"),
    less: texts("Which has fewer inhabitants, {a} or {b}?", "{a}和{b}哪个人口更少？"),
  },
  {
    key: "chartered",
    of: "city",
    value: { type: "year", from: 1150, to: 1800 },
    property: { en: "year of the town charter", zh: "建城年份" },
    ask: texts(
      "In which year did {x} get its town charter? | Since which year has {x} had a town charter?",
      "{x}是哪一年建城的？ | {x}建城于哪一年？",
    ),
    state: texts(
      "{x} got its town charter in {y}. | Since {y}, {x} has had a town charter.",
      "{x}建城于{y}年。 | {x}于{y}年建城。",
    ),
    event: texts("the town charter of {x}", "{x}建城"),
    more: texts("Which got its town charter later, {a} or {b}?", "{a}和{b}哪个建城更晚？"),
    less: texts("Which got its town charter earlier, {a} or {b}?", "{a}和{b}哪个建城更早？"),
  },
  {
    key: "founded",
    of: "company",
    value: { type: "year", from: 1830, to: 2005 },
    property: { en: "year of foundation", zh: "成立年份" },
    ask: texts(
      "In which year was {x} founded? | What is the year of foundation of {x}?",
      "{x}是哪一年成立的？ | {x}的成立年份是多少？",
    ),
    state: texts(
      "{x} has existed since {y}. | {x} opened its first workshop in {y}.",
      "{x}成立于{y}年。 | {x}于{y}年成立。",
    ),
    event: texts("the foundation of {x}", "{x}成立"),
    more: texts("Which was founded later, {a} or {b}?", "{a}和{b}哪个成立得更晚？"),
    less: texts("Which was founded earlier, {a} or {b}?", "{a}和{b}哪个成立得更早？"),
  },
  {
    key: "employees",
    of: "company",
    value: { type: "count", from: 40, to: 9000, unit: { en: "employees", zh: "名员工" } },
    changes: true,
    property: { en: "employees", zh: "员工数" },
    ask: texts(
      "How many employees has {x}? | How many people work for {x}?",
      "{x}有多少名员工？ | {x}的员工数是多少？",
    ),
    state: texts("{x} has {y} employees. | {y} people work for {x}.", "{x}有{y}名员工。 | {x}的员工数为{y}人。"),
    more: texts("Which has more employees, {a} or {b}?", "{a}和{b}哪个员工更多？"),
    less: texts("Which has fewer employees, {a} or {b}?", "{a}和{b}哪个员工更少？"),
  },
  {
    key: "product",
    of: "company",
    value: { type: "word", words: pairs(GOODS) },
    property: { en: "main product", zh: "主要产品" },
    ask: texts(
      "What does {x} mainly make? | What is the main product of {x}?",
      "{x}主要生产什么？ | {x}的主要产品是什么？",
    ),
    state: texts("{x} mainly makes {y}. | The main product of {x} is {y}.", "{x}主要生产{y}。 | {x}的主要产品是{y}。"),
  },
  {
    key: "length",
    of: "bridge",
    value: { type: "count", from: 60, to: 2400, unit: { en: "metres", zh: "米" } },
    property: { en: "length", zh: "长度" },
    ask: texts(
      "How long is {x}? | What is the length of {x}? | How many metres long is {x}?",
      "{x}有多长？ | {x}的长度是多少？ | {x}全长多少米？",
    ),
    state: texts(
      "{x} is {y} metres long. | The length of {x} is {y} metres. | From end to end, {x} measures {y} metres.",
      "{x}长{y}米。 | {x}的长度为{y}米。 | {x}全长{y}米。",
    ),
    more: texts("Which is longer, {a} or {b}?", "{a}和{b}哪个更长？"),
    less: texts("Which is shorter, {a} or {b}?", "{a}和{b}哪个更短？"),
  },
  {
    key: "opened",
    of: "bridge",
    value: { type: "date", from: 1850, to: 2015 },
    property: { en: "opening day", zh: "通车日期" },
    ask: texts(
      "On which day was {x} opened to traffic? | What is the opening date of {x}?",
      "{x}是哪一天通车的？ | {x}的通车日期是哪天？",
    ),
    state: texts(
      "{x} was opened to traffic on {y}. | The opening of {x} took place on {y}.",
      "{x}于{y}通车。 | {x}的通车日期是{y}。",
    ),
  },
  {
    key: "published",
    of: "book",
    value: { type: "year", from: 1850, to: 2018 },
    property: { en: "year of publication", zh: "出版年份" },
    ask: texts(
      "In which year was {x} published? | What is the year of publication of {x}?",
      "{x}是哪一年出版的？ | {x}的出版年份是多少？",
    ),
    state: texts(
      "{x} appeared in {y}. | The first edition of {x} is from {y}.",
      "{x}于{y}年问世。 | {x}的初版是{y}年的。",
    ),
    event: texts("the publication of {x}", "{x}出版"),
    more: texts("Which was published later, {a} or {b}?", "{a}和{b}哪本出版得更晚？"),
    less: texts("Which was published earlier, {a} or {b}?", "{a}和{b}哪本出版得更早？"),
  },
  {
    key: "pages",
    of: "book",
    value: { type: "count", from: 80, to: 900, unit: { en: "pages", zh: "页" } },
    property: { en: "number of pages", zh: "页数" },
    ask: texts("How many pages has {x}? | What is the number of pages of {x}?", "{x}有多少页？ | {x}的页数是多少？"),
    state: texts("{x} has {y} pages. | In print, {x} fills {y} pages.", "{x}共{y}页。 | {x}的篇幅为{y}页。"),
    more: texts("Which has more pages, {a} or {b}?", "{a}和{b}哪本页数更多？"),
    less: texts("Which has fewer pages, {a} or {b}?", "{a}和{b}哪本页数更少？"),
  },
  {
    key: "first held",
    of: "festival",
    value: { type: "year", from: 1860, to: 2012 },
    property: { en: "first held", zh: "首届年份" },
    ask: texts(
      "In which year was {x} held for the first time? | Since which year has {x} been held?",
      "{x}首届是哪一年举办的？ | {x}从哪一年开始举办？",
    ),
    state: texts(
      "{x} was first held in {y}. | {x} goes back to the year {y}.",
      "{x}首届于{y}年举办。 | {x}始于{y}年。",
    ),
    event: texts("the first edition of {x}", "{x}首届举办"),
    more: texts("Which was first held later, {a} or {b}?", "{a}和{b}哪个首届举办得更晚？"),
    less: texts("Which was first held earlier, {a} or {b}?", "{a}和{b}哪个首届举办得更早？"),
  },
  {
    key: "opened",
    of: "museum",
    value: { type: "date", from: 1860, to: 2015 },
    property: { en: "opening day", zh: "开馆日期" },
    ask: texts(
      "On which day did {x} open its doors? | What is the opening date of {x}?",
      "{x}是哪一天开馆的？ | {x}的开馆日期是哪天？",
    ),
    state: texts(
      "{x} opened its doors on {y}. | The opening of {x} was on {y}.",
      "{x}于{y}开馆。 | {x}的开馆日期是{y}。",
    ),
  },
  {
    key: "rooms",
    of: "museum",
    value: { type: "count", from: 14, to: 120, unit: { en: "rooms", zh: "间展厅" } },
    property: { en: "number of rooms", zh: "展厅数" },
    ask: texts(
      "How many rooms has {x}? | What is the number of rooms of {x}?",
      "{x}有多少间展厅？ | {x}的展厅数是多少？",
    ),
    state: texts(
      "{x} has {y} rooms. | The collection of {x} fills {y} rooms.",
      "{x}有{y}间展厅。 | {x}的藏品陈列在{y}间展厅里。",
    ),
    more: texts("Which has more rooms, {a} or {b}?", "{a}和{b}哪个展厅更多？"),
    less: texts("Which has fewer rooms, {a} or {b}?", "{a}和{b}哪个展厅更少？"),
  },
];
