import type { Random } from "../../../core/random.ts";
import type { Language } from "../../../templates/template.ts";
import type { ExpectedAnswer } from "../../answers/expected-answer.ts";
import { booksBy } from "./books-by.ts";
import { type Chain, drawChain, endOf, sayChain } from "./chain.ts";
import type { Entity } from "./entity.ts";
import { expectedOf, nameExpected } from "./expected-of.ts";
import type { FactKind } from "./fact-kind.ts";
import { factKindsOf } from "./fact-kinds.ts";
import { APART, COUNT, NAME_OF, ONLY_NAME } from "./question-wordings.ts";
import { stateOf } from "./state-fact.ts";

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

function ofEntity({ random, entities, language, hops }: Draw): Question | undefined {
  const chain = drawChain(random, entities, hops + 1);
  if (chain === undefined) return undefined;
  const query = random.pick(NAME_OF[language]).replace("{x}", sayChain(random, chain, entities, language));
  const right = entities[endOf(chain)]!;
  const along = [query, ...chain.path.slice(0, -1).map((at) => entities[at]!.name)];
  const answer = language === "zh" ? `是${right.name}。` : `It is ${right.name}.`;
  return { query, answer, expected: nameExpected(right, entities, along), visits: visitsOf(chain, undefined) };
}

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

function numberOf(entities: readonly Entity[], chain: Chain, { key }: FactKind): number {
  const value = entities[endOf(chain)]!.facts[key];
  return value?.type === "number" ? value.number : Number.NaN;
}

/** English sentences begin with a capital, whatever phrase stands first. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
