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

const texts = (en: string, zh: string): Wordings => ({ en: en.split(" | "), zh: zh.split(" | ") });

/** A fact that leads to another entity. */
function relation(of: EntityType, key: string, to: EntityType, zh: string, ask: Wordings, state: Wordings): FactKind {
  return { key, of, value: { type: "entity", to }, property: { en: key, zh }, ask, state };
}

const RELATIONS: readonly FactKind[] = [
  relation(
    "person",
    "birthplace",
    "city",
    "出生地",
    texts(
      "the birthplace of {x} | the city where {x} was born | the city in which {x} was born",
      "{x}的出生地 | {x}出生的城市 | {x}的故乡",
    ),
    texts(
      "{x} was born in {y}. | {x} comes from {y}. | The childhood home of {x} stands in {y}.",
      "{x}出生于{y}。 | {x}是{y}人。 | {x}的故居位于{y}。",
    ),
  ),
  relation(
    "person",
    "teacher",
    "person",
    "老师",
    texts(
      "the teacher of {x} | the person who taught {x} | the one whose pupil {x} was",
      "{x}的老师 | 教过{x}的人 | {x}师从的人",
    ),
    texts(
      "{x} was a pupil of {y}. | {x} learned the trade from {y}. | {y} was the teacher of {x}.",
      "{x}师从{y}。 | {x}的手艺是跟{y}学的。 | {x}的老师是{y}。",
    ),
  ),
  {
    ...relation(
      "city",
      "mayor",
      "person",
      "市长",
      texts(
        "the mayor of {x} | the person who governs {x} as mayor | the present mayor of {x}",
        "{x}的市长 | {x}的现任市长 | 担任{x}市长的人",
      ),
      texts(
        "The mayor of {x} is {y}. | {x} is governed by {y} as mayor. | The office of mayor of {x} is held by {y}.",
        "{x}的市长是{y}。 | {x}由{y}担任市长。 | {x}市长一职由{y}出任。",
      ),
    ),
    changes: true,
  },
  relation(
    "city",
    "twin town",
    "city",
    "友好城市",
    texts("the twin town of {x} | the city that {x} is twinned with", "{x}的友好城市 | 与{x}结为友好城市的城市"),
    texts("{x} is twinned with {y}. | The twin town of {x} is {y}.", "{x}与{y}结为友好城市。 | {x}的友好城市是{y}。"),
  ),
  {
    ...relation(
      "company",
      "headquarters",
      "city",
      "总部",
      texts(
        "the city where {x} is based | the city that houses the headquarters of {x}",
        "{x}的总部所在地 | {x}总部所在的城市",
      ),
      texts("{x} is based in {y}. | The headquarters of {x} are in {y}.", "{x}的总部设在{y}。 | {x}总部位于{y}。"),
    ),
    changes: true,
  },
  relation(
    "company",
    "founder",
    "person",
    "创始人",
    texts("the founder of {x} | the person who founded {x}", "{x}的创始人 | 创办{x}的人"),
    texts("{x} was founded by {y}. | The founder of {x} was {y}.", "{x}由{y}创办。 | {x}的创始人是{y}。"),
  ),
  relation(
    "bridge",
    "city",
    "city",
    "所在城市",
    texts("the city where {x} stands | the city in which {x} is located", "{x}所在的城市 | {x}坐落的城市"),
    texts("{x} stands in {y}. | {x} is located in {y}.", "{x}坐落于{y}。 | {x}位于{y}。"),
  ),
  relation(
    "bridge",
    "designer",
    "person",
    "设计者",
    texts(
      "the designer of {x} | the person who designed {x} | the engineer behind {x}",
      "{x}的设计者 | 设计{x}的人 | 设计{x}的工程师",
    ),
    texts(
      "{x} was designed by {y}. | The designer of {x} was {y}. | The plans of {x} were drawn by {y}.",
      "{x}由{y}设计。 | {x}的设计者是{y}。 | {x}的图纸出自{y}之手。",
    ),
  ),
  relation(
    "book",
    "author",
    "person",
    "作者",
    texts("the author of {x} | the person who wrote {x} | the writer of {x}", "{x}的作者 | 写{x}的人 | 创作{x}的作家"),
    texts(
      "{x} was written by {y}. | The author of {x} is {y}. | {x} came from the pen of {y}.",
      "{x}由{y}所著。 | {x}的作者是{y}。 | {x}出自{y}笔下。",
    ),
  ),
  relation(
    "book",
    "publisher",
    "company",
    "出版方",
    texts("the publisher of {x} | the company that published {x}", "{x}的出版方 | 出版{x}的公司"),
    texts("{x} was published by {y}. | The publisher of {x} is {y}.", "{x}由{y}出版。 | {x}的出版方是{y}。"),
  ),
  relation(
    "festival",
    "city",
    "city",
    "举办城市",
    texts("the city where {x} is held | the host city of {x}", "举办{x}的城市 | {x}的举办地"),
    texts("{x} is held in {y}. | The host of {x} is the city of {y}.", "{x}在{y}举办。 | {x}的举办地是{y}。"),
  ),
  {
    ...relation(
      "festival",
      "sponsor",
      "company",
      "赞助商",
      texts("the sponsor of {x} | the company that sponsors {x}", "{x}的赞助商 | 赞助{x}的公司"),
      texts("{x} is sponsored by {y}. | The sponsor of {x} is {y}.", "{x}由{y}赞助。 | {x}的赞助商是{y}。"),
    ),
    changes: true,
  },
  relation(
    "museum",
    "city",
    "city",
    "所在城市",
    texts("the city where {x} can be visited | the home city of {x}", "{x}所在的城市 | {x}坐落的城市"),
    texts("{x} can be visited in {y}. | The home of {x} is {y}.", "{x}位于{y}。 | {x}坐落在{y}。"),
  ),
  {
    ...relation(
      "museum",
      "director",
      "person",
      "馆长",
      texts(
        "the director of {x} | the person who directs {x} | the head of {x}",
        "{x}的馆长 | {x}的现任馆长 | 主持{x}的馆长",
      ),
      texts(
        "{x} is directed by {y}. | The director of {x} is {y}. | {y} is at the head of {x}.",
        "{x}的馆长是{y}。 | {x}由{y}任馆长。 | {y}是{x}的现任馆长。",
      ),
    ),
    changes: true,
  },
];

const WORKS =
  "engineer:工程师 painter:画家 physician:医生 printer:印刷匠 composer:作曲家 botanist:植物学家 architect:建筑师 glassblower:玻璃匠 cartographer:制图师 clockmaker:钟表匠";
const GOODS =
  "clocks:钟表 lenses:镜片 paper:纸张 pianos:钢琴 ropes:绳索 bells:铜钟 maps:地图 tiles:瓷砖 umbrellas:雨伞 violins:小提琴";
const pairs = (list: string) => list.split(" ").map((pair) => ({ en: pair.split(":")[0]!, zh: pair.split(":")[1]! }));

const ATTRIBUTES: readonly FactKind[] = [
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
      "{x} was born in the year {y}. | The year of birth of {x} is {y}. | In {y}, {x} came into the world.",
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

/** Every kind of fact that a page may state. */
export const FACT_KINDS: readonly FactKind[] = [...RELATIONS, ...ATTRIBUTES];

/** The kinds of facts on entities of a type. */
export function factKindsOf(type: EntityType): readonly FactKind[] {
  return FACT_KINDS.filter((kind) => kind.of === type);
}
