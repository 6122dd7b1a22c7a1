import type { Random } from "../../../core/random.ts";
import type { Language } from "../../../templates/template.ts";
import type { CalendarDay } from "../../../tools/calendar/calendar-day.ts";
import { writeDay } from "../../write-day.ts";
import { booksBy } from "./books-by.ts";
import type { Entity, Facts, Page } from "./entity.ts";
import type { EntityType } from "./fact-kind.ts";
import { factKindsOf } from "./fact-kinds.ts";
import { drawDay, drawValue } from "./make-entities.ts";
import type { Visit } from "./question.ts";
import { stateOf } from "./state-fact.ts";

/** How likely a page that a question needs is to have an older version that says something else, by level. */
const STALE_BY_LEVEL = [0, 0, 0.3, 0.45, 0.6, 0.7];
/** The same for pages that no question needs. */
const STALE_ELSEWHERE = 0.15;
/** Older versions that one question has to see through: each costs two more calls. */
const MOST_STALE = 3;

/** Writes the pages of an encyclopedia in prose, and older versions of some that state what was true once. */
export function writePages(
  random: Random,
  entities: readonly Entity[],
  visits: readonly Visit[],
  language: Language,
  level: number,
): Page[] {
  const ids = random.shuffled(Array.from({ length: entities.length * 2 }, (_, at) => `p${1000 + at * 7}`));
  let stale = 0;
  return entities.flatMap((entity, at) => {
    const visit = visits.find((one) => one.entity === at && one.kind.changes);
    const page = (facts: Facts, revised: CalendarDay): Page => {
      const id = ids.pop()!;
      const text = prose(random, { ...entity, facts }, at, entities, language, revised);
      return { id, title: entity.name, entity: at, facts, revised, text };
    };
    const current = page(entity.facts, drawDay(random, 2016, 2024));
    const older =
      visit === undefined ? level > 1 && random.chance(STALE_ELSEWHERE) : random.chance(STALE_BY_LEVEL[level]!);
    const changed =
      older && (visit === undefined || stale < MOST_STALE) ? formerFacts(random, entity, entities) : undefined;
    if (changed === undefined) return [current];
    if (visit !== undefined) stale++;
    return random.shuffled([current, page(changed, drawDay(random, 2003, 2013))]);
  });
}

/** The facts as they were: all that can change are others. Undefined where nothing can. */
function formerFacts(random: Random, { type, facts }: Entity, entities: readonly Entity[]): Facts | undefined {
  const changing = factKindsOf(type).filter((kind) => kind.changes);
  if (changing.length === 0) return undefined;
  const entitiesOf = (wanted: EntityType, now: number | undefined) =>
    entities.flatMap((one, at) => (one.type === wanted && at !== now ? [at] : []));
  const former = changing.map((kind) => {
    const now = facts[kind.key]!;
    if (now.type === "unknown") return [kind.key, now];
    if (now.type === "number")
      return [kind.key, { type: "number", number: Math.ceil(now.number * 0.8) - random.below(9) }];
    return [kind.key, drawValue(random, kind, (to) => entitiesOf(to, now.type === "entity" ? now.entity : undefined))];
  });
  return { ...facts, ...Object.fromEntries(former) };
}

const REVISED: Readonly<Record<Language, readonly string[]>> = {
  en: ["Last revised on {d}.", "This version of the page is from {d}.", "State of the page: {d}."],
  zh: ["最后修订于{d}。", "本页版本日期：{d}。", "本页更新于{d}。"],
};
const FILLERS: Readonly<Record<Language, readonly string[]>> = {
  en: [
    "Visitors often remark on the light in autumn.",
    "Several legends are told about it, none of them reliable.",
    "A small exhibition was devoted to the subject some time ago.",
    "The local archive keeps a box of letters on it.",
    "Older spellings of the name can be found on maps.",
    "Opinions on its importance differ.",
  ],
  zh: [
    "秋天的景色常被人提起。",
    "民间流传着几个相关的传说，但都不可靠。",
    "不久前曾有过一个小型专题展。",
    "地方档案馆里存有一箱相关书信。",
    "旧地图上还能见到不同的写法。",
    "对其意义，人们看法不一。",
  ],
};

function prose(
  random: Random,
  entity: Entity,
  self: number,
  entities: readonly Entity[],
  language: Language,
  revised: CalendarDay,
): string {
  const stated = factKindsOf(entity.type).map((kind) => stateOf(entity, kind, entities, language, random.below(3)));
  const fillers = random.shuffled(FILLERS[language]).slice(0, 1 + random.below(2));
  const sentences = random.shuffled([...stated, ...fillers, ...listOfBooks(entity, self, entities, language)]);
  sentences.push(random.pick(REVISED[language]).replace("{d}", writeDay(revised, language)));
  return sentences.join(language === "zh" ? "" : " ");
}

function listOfBooks({ type, name }: Entity, self: number, entities: readonly Entity[], language: Language): string[] {
  const titles = booksBy(self, entities).map((at) => entities[at]!.name);
  if (type !== "person" || titles.length === 0) return [];
  return [language === "zh" ? `${name}的著作有：${titles.join("、")}。` : `Books by ${name}: ${titles.join("; ")}.`];
}
