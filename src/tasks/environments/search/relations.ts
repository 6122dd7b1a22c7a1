import type { EntityType, FactKind, Wordings } from "./fact-kind.ts";
import { texts } from "./texts.ts";

/** A fact that leads to another entity. */
function relation(of: EntityType, key: string, to: EntityType, zh: string, ask: Wordings, state: Wordings): FactKind {
  return { key, of, value: { type: "entity", to }, property: { en: key, zh }, ask, state };
}

/** Facts that lead from one entity to another. */
export const RELATIONS: readonly FactKind[] = [
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
        "{x}的馆长 | {x}的现任馆长 | 掌管{x}的人",
      ),
      texts(
        "{x} is directed by {y}. | The director of {x} is {y}. | {y} is at the head of {x}.",
        "{x}的馆长是{y}。 | {x}由{y}任馆长。 | {y}是{x}的现任馆长。",
      ),
    ),
    changes: true,
  },
];
