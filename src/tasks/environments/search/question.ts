import type { Random } from "../../../core/random.ts";
import type { Language } from "../../../templates/template.ts";
import type { ExpectedAnswer } from "../../answers/expected-answer.ts";
import { type Chain, drawChain, endOf, sayChain } from "./chain.ts";
import { type Entity, type FactValue, writeValue } from "./entity.ts";
import { type EntityType, type FactKind, factKindsOf } from "./fact-kinds.ts";

/** A question on an encyclopedia, and its answer. */
export interface Question {
  readonly query: string;
  readonly expected: ExpectedAnswer;
  /** The answer in a sentence. */
  readonly answer: string;
  /** What has to be read, in order, and the facts that it is read for. */
  readonly visits: readonly Visit[];
}

/** An entity whose page has to be read for a fact. */
export interface Visit {
  readonly entity: number;
  readonly kind: FactKind;
}

/** Draws a question over so many pages. */
export function drawQuestion(random: Random, entities: readonly Entity[], language: Language, hops: number): Question {
  const kinds = [ofValue, ofValue, ofEntity, ...(hops > 1 ? [compared, apart] : []), ...(hops > 2 ? [counted] : [])];
  for (;;) {
    const question = random.pick(kinds)({ random, entities, language, hops });
    if (question !== undefined) return question;
  }
}

interface Draw {
  readonly random: Random;
  readonly entities: readonly Entity[];
  readonly language: Language;
  readonly hops: number;
}

/** The fact that each page on the way is read for, and the last one for `kind`. */
export function visitsOf({ path, relations }: Chain, kind: FactKind | undefined): Visit[] {
  const kinds = [...relations, ...(kind === undefined ? [] : [kind])];
  return kinds.map((one, at) => ({ entity: path[at]!, kind: one }));
}

function ofValue({ random, entities, language, hops }: Draw): Question | undefined {
  const chain = drawChain(random, entities, hops);
  if (chain === undefined) return undefined;
  const { type, facts } = entities[endOf(chain)]!;
  const kind = random.pick(factKindsOf(type).filter((one) => one.value.type !== "entity"));
  const query = capital(random.pick(kind.ask[language]).replace("{x}", sayChain(random, chain, entities, language)));
  const along = [query, ...chain.path.map((at) => entities[at]!.name)];
  const expected = expectedOf(facts[kind.key]!, kind, entities, language, along);
  const answer = stateOf(entities[endOf(chain)]!, kind, entities, language);
  return { query, expected, answer, visits: visitsOf(chain, kind) };
}

const NAME_OF: Readonly<Record<Language, readonly string[]>> = {
  en: ["What is the name of {x}?", "Find out the name of {x}.", "I need the name of {x}."],
  zh: ["{x}叫什么名字？", "请查出{x}的名字。", "我想知道{x}叫什么。"],
};

function ofEntity({ random, entities, language, hops }: Draw): Question | undefined {
  const chain = drawChain(random, entities, hops + 1);
  if (chain === undefined) return undefined;
  const query = random.pick(NAME_OF[language]).replace("{x}", sayChain(random, chain, entities, language));
  const right = entities[endOf(chain)]!;
  const along = [query, ...chain.path.slice(0, -1).map((at) => entities[at]!.name)];
  const answer = language === "zh" ? `是${right.name}。` : `It is ${right.name}.`;
  return { query, answer, expected: nameExpected(right, entities, along), visits: visitsOf(chain, undefined) };
}

const ONLY_NAME: Readonly<Record<Language, readonly string[]>> = {
  en: [" Answer with its name only.", " Say nothing but the name."],
  zh: ["只回答名称。", "请只说出名字。"],
};

function compared(draw: Draw): Question | undefined {
  const { random, entities, language } = draw;
  const pair = drawPair(draw, (kind) => kind.more !== undefined);
  if (pair === undefined) return undefined;
  const { a, b, kind } = pair;
  const more = random.chance(0.5);
  const [first, second] = [numberOf(entities, a, kind), numberOf(entities, b, kind)];
  const right = entities[endOf(first > second === more ? a : b)]!;
  const [sayA, sayB] = [sayChain(random, a, entities, language), sayChain(random, b, entities, language)];
  const asked = random
    .pick((more ? kind.more : kind.less)![language])
    .replace("{a}", sayA)
    .replace("{b}", sayB);
  const query = asked + random.pick(ONLY_NAME[language]);
  const expected = nameExpected(
    right,
    entities,
    [...a.path, ...b.path].filter((at) => at !== endOf(a) && at !== endOf(b)).map((at) => entities[at]!.name),
  );
  return { query, expected, answer: right.name, visits: [...visitsOf(a, kind), ...visitsOf(b, kind)] };
}

const APART: Readonly<Record<Language, readonly string[]>> = {
  en: ["How many years lie between {a} and {b}?", "How many years apart are {a} and {b}?"],
  zh: ["{a}与{b}相隔多少年？", "{a}和{b}之间差了多少年？"],
};

function apart(draw: Draw): Question | undefined {
  const { random, entities, language } = draw;
  const pair = drawPair(draw, (kind) => kind.event !== undefined);
  if (pair === undefined) return undefined;
  const { a, b, kind } = pair;
  const [first, second] = [numberOf(entities, a, kind), numberOf(entities, b, kind)];
  const say = (chain: Chain) =>
    random.pick(kind.event![language]).replace("{x}", sayChain(random, chain, entities, language));
  const query = random.pick(APART[language]).replace("{a}", say(a)).replace("{b}", say(b));
  const value = Math.abs(first - second);
  const along = [query, `${first}\n${second}`, ...[...a.path, ...b.path].map((at) => entities[at]!.name)];
  const answer = language === "zh" ? `相隔${value}年。` : `They are ${value} years apart.`;
  const expected: ExpectedAnswer = { kind: "number", value, unit: language === "zh" ? "年" : "years", along };
  return { query, expected, answer, visits: [...visitsOf(a, kind), ...visitsOf(b, kind)] };
}

/** Two chains to different entities of one type, with values of one kind that differ. */
function drawPair(
  { random, entities, hops }: Draw,
  suits: (kind: FactKind) => boolean,
): { a: Chain; b: Chain; kind: FactKind } | undefined {
  const first = 1 + random.below(hops - 1);
  const a = drawChain(random, entities, first);
  if (a === undefined) return undefined;
  const { type } = entities[endOf(a)]!;
  const kinds = factKindsOf(type).filter(suits);
  const b = drawChain(random, entities, hops - first, { endsIn: type, avoids: a.path });
  if (b === undefined || kinds.length === 0 || b.path.includes(endOf(a))) return undefined;
  const kind = random.pick(kinds);
  return numberOf(entities, a, kind) === numberOf(entities, b, kind) ? undefined : { a, b, kind };
}

const COUNT: Readonly<Record<Language, readonly string[]>> = {
  en: [
    "How many books by {x} were published after {t}?",
    "Of the books written by {x}, how many appeared later than {t}?",
  ],
  zh: ["{x}的著作中有多少部是{t}年之后出版的？", "{x}写的书里，{t}年以后问世的有几部？"],
};

function counted({ random, entities, language, hops }: Draw): Question | undefined {
  const chain = drawChain(random, entities, 1 + random.below(hops - 2), { endsIn: "person" });
  if (chain === undefined) return undefined;
  const books = booksBy(endOf(chain), entities);
  if (
    books.length + chain.path.length !== hops &&
    !(books.length > 1 && hops > 3 && books.length + chain.path.length < hops)
  )
    return undefined;
  const published = factKindsOf("book").find(({ key }) => key === "published")!;
  const years = books.map((at) => (entities[at]!.facts["published"] as { number: number }).number);
  const threshold = random.pick(years) - 1 - random.below(4);
  const value = years.filter((year) => year > threshold).length;
  const said = sayChain(random, chain, entities, language);
  const query = random.pick(COUNT[language]).replace("{x}", said).replace("{t}", String(threshold));
  const along = [query, years.join("\n"), ...[...chain.path, ...books].map((at) => entities[at]!.name)];
  const answer = language === "zh" ? `共有${value}部。` : value === 1 ? "It is 1 book." : `There are ${value} books.`;
  const visits = [...visitsOf(chain, BOOKS), ...books.map((entity) => ({ entity, kind: published }))];
  return {
    query,
    answer,
    visits,
    expected: { kind: "number", value, unit: language === "zh" ? "部" : "books", along },
  };
}

/** What a person's page is read for that lists the person's books. */
const BOOKS: FactKind = {
  key: "books",
  of: "person",
  value: { type: "entity", to: "book" },
  property: { en: "books", zh: "著作" },
  ask: { en: [], zh: [] },
  state: { en: [], zh: [] },
};

/** The books that a person wrote. */
export function booksBy(person: number, entities: readonly Entity[]): number[] {
  return entities.flatMap(({ facts }, at) => {
    const author = facts["author"];
    return author?.type === "entity" && author.entity === person ? [at] : [];
  });
}

function numberOf(entities: readonly Entity[], chain: Chain, { key }: FactKind): number {
  const value = entities[endOf(chain)]!.facts[key];
  return value?.type === "number" ? value.number : Number.NaN;
}

/** What an answer has to say for a value. */
export function expectedOf(
  value: FactValue,
  kind: FactKind,
  entities: readonly Entity[],
  language: Language,
  along: readonly string[],
): ExpectedAnswer {
  if (value.type === "entity") return nameExpected(entities[value.entity]!, entities, along);
  if (value.type === "date") return { kind: "date", ...value.day, along };
  if (value.type === "word" && kind.value.type === "word") {
    const right = kind.value.words[value.word]!;
    const rivals = kind.value.words.flatMap(({ en, zh }) => [singular(en), en, zh]);
    return { kind: "text", forms: [singular(right.en), right.en, right.zh], rivals, along };
  }
  const unit = kind.value.type === "count" ? { unit: kind.value.unit[language] } : {};
  return { kind: "number", value: value.type === "number" ? value.number : Number.NaN, ...unit, along };
}

function singular(word: string): string {
  return word.replace(/s$/, "");
}

function nameExpected({ name, type }: Entity, entities: readonly Entity[], along: readonly string[]): ExpectedAnswer {
  const rivals = entities.filter((one) => one.type === type).map((one) => one.name);
  return { kind: "text", forms: [name], rivals, along };
}

/** A sentence that states a fact of an entity. */
export function stateOf(
  entity: Entity,
  kind: FactKind,
  entities: readonly Entity[],
  language: Language,
  wording = 0,
): string {
  const value = writeValue(entity.facts[kind.key]!, kind, entities, language);
  if (value === undefined) return unknownSentence(entity.name, kind, language);
  const texts = kind.state[language];
  return texts[wording % texts.length]!.replace("{x}", entity.name).replace("{y}", value);
}

/** Says that nobody knows a fact. */
export function unknownSentence(name: string, { property }: FactKind, language: Language): string {
  return language === "zh"
    ? `${name}的${property.zh}没有记载。`
    : `Nothing is recorded on the ${property.en} of ${name}.`;
}

/** English sentences begin with a capital, whatever phrase stands first. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The names or words that could be made up in place of an answer. */
export function valuesLike(expected: ExpectedAnswer): readonly string[] {
  return expected.kind === "text" ? expected.rivals : [];
}

/** The type of entity that a question begins with. */
export function startOf(question: Question, entities: readonly Entity[]): EntityType {
  return entities[question.visits[0]!.entity]!.type;
}
