import type { Random } from "../../../core/random.ts";
import type { Language } from "../../../templates/template.ts";
import type { CalendarDay } from "../../../tools/calendar/calendar-day.ts";
import type { NameSource } from "../../names/name-source.ts";
import type { Entity, Facts, FactValue } from "./entity.ts";
import { ENTITY_TYPES, type EntityType, type FactKind } from "./fact-kind.ts";
import { factKindsOf } from "./fact-kinds.ts";

/** How many entities of each type an encyclopedia has, by level. */
const COUNT_BY_LEVEL = [0, 3, 4, 5, 6, 7];
/** How many have the name of another but for a little, by level. */
const ALIKE_BY_LEVEL = [0, 0.2, 0.35, 0.5, 0.6, 0.7];

const SUFFIXES: Readonly<Record<Language, Readonly<Partial<Record<EntityType, readonly string[]>>>>> = {
  en: {
    company: ["Works", "Brothers", "Mills", "Instruments", "Trading House"],
    bridge: ["Bridge", "Viaduct"],
    festival: ["Lantern Festival", "Kite Festival", "Harvest Festival", "River Festival"],
    museum: ["Museum of Glass", "Museum of Clocks", "Gallery", "Museum of Maps"],
  },
  zh: {
    city: ["市", "城"],
    company: ["机械厂", "商行", "造纸厂", "仪器公司"],
    bridge: ["大桥", "桥"],
    festival: ["灯会", "风筝节", "丰收节", "音乐节"],
    museum: ["玻璃博物馆", "钟表博物馆", "美术馆", "地图馆"],
  },
};
const BOOKS: Readonly<Record<Language, readonly string[]>> = {
  en: ["The Lanterns of {x}", "A Winter in {x}", "The Last Ferry to {x}", "Letters from {x}"],
  zh: ["《{x}的灯火》", "《{x}之冬》", "《去{x}的末班船》", "《{x}来信》"],
};

/** Makes up the entities of an encyclopedia, many of them with names that are easily mistaken, and their facts. */
export function makeEntities(random: Random, names: NameSource, language: Language, level: number): Entity[] {
  const named = ENTITY_TYPES.flatMap((type) =>
    namesOf(type, random, names, language, level).map((name) => ({ type, name })),
  );
  const places = (type: EntityType) => named.flatMap((one, at) => (one.type === type ? [at] : []));
  // Few people write all the books, so that some have several.
  const authors = random.shuffled(places("person")).slice(0, Math.max(2, Math.ceil(places("book").length / 3)));
  const drawFact = (kind: FactKind, self: number): FactValue => {
    if (kind.key === "author") return { type: "entity", entity: random.pick(authors) };
    return drawValue(random, kind, (type) => places(type).filter((at) => at !== self));
  };
  return named.map(({ type, name }, self) => ({
    type,
    name,
    facts: Object.fromEntries(factKindsOf(type).map((kind) => [kind.key, drawFact(kind, self)])) as Facts,
  }));
}

/** A value of a kind; for a relation one of the entities that may stand there. */
export function drawValue(random: Random, { value }: FactKind, entitiesOf: (type: EntityType) => number[]): FactValue {
  if (value.type === "entity") return { type: "entity", entity: random.pick(entitiesOf(value.to)) };
  if (value.type === "word") return { type: "word", word: random.below(value.words.length) };
  if (value.type === "date") return { type: "date", day: drawDay(random, value.from, value.to) };
  return { type: "number", number: value.from + random.below(value.to - value.from) };
}

/** A day between two years. */
export function drawDay(random: Random, from: number, to: number): CalendarDay {
  return { year: from + random.below(to - from + 1), month: 1 + random.below(12), day: 1 + random.below(28) };
}

function namesOf(type: EntityType, random: Random, names: NameSource, language: Language, level: number): string[] {
  const made: { stem: string; name: string }[] = [];
  const count = COUNT_BY_LEVEL[level]! + (type === "book" ? level : 0);
  while (made.length < count) {
    const like = made.length > 0 && random.chance(ALIKE_BY_LEVEL[level]!) ? random.pick(made).stem : undefined;
    const stem = type === "person" ? person(names, like) : like === undefined ? names.stem() : names.stemLike(like);
    made.push({ stem, name: fullName(type, stem, random, language) });
  }
  return made.map(({ name }) => name);
}

function person(names: NameSource, like: string | undefined): string {
  return like === undefined ? names.person() : names.personLike(like);
}

function fullName(type: EntityType, stem: string, random: Random, language: Language): string {
  if (type === "book") return random.pick(BOOKS[language]).replace("{x}", stem);
  const suffixes = SUFFIXES[language][type];
  if (suffixes === undefined) return stem;
  return language === "zh" ? stem + random.pick(suffixes) : `${stem} ${random.pick(suffixes)}`;
}
