import type { Language } from "../../../templates/template.ts";
import type { TaskOptions } from "../../environment.ts";
import { createNames, type NameSource } from "../../names/name-source.ts";
import { withOtherStem } from "../../names/with-other-stem.ts";
import { noToolQuestion } from "../../no-tool-question.ts";
import { type TaskFrame, taskFrame } from "../../task-frame.ts";
import { drawChain, sayChain } from "./chain.ts";
import type { Encyclopedia } from "./encyclopedia-tools.ts";
import type { Entity } from "./entity.ts";
import { expectedOf } from "./expected-of.ts";
import type { EntityType, FactKind } from "./fact-kind.ts";
import { factKindsOf } from "./fact-kinds.ts";
import { makeEntities } from "./make-entities.ts";
import { capital, drawQuestion, type Question, visitsOf } from "./question.ts";
import { drawTools, type SearchTools } from "./search-tools.ts";
import { writePages } from "./write-pages.ts";

/** A task with all that is behind it. */
export interface MadeTask {
  readonly frame: TaskFrame;
  readonly question: Question;
  readonly tools: SearchTools;
  readonly encyclopedia: Encyclopedia;
  /** A name that the question has and the encyclopedia has not. */
  readonly ghost?: string;
  /** The kind of thing that the question leaves unnamed. */
  readonly unnamed?: EntityType;
}

/** Makes a task up by its number: its encyclopedia, question and tools. */
export function makeTask(options: TaskOptions, number: number): MadeTask {
  const frame = taskFrame("search", options, number);
  const { random, language, level, kind } = frame;
  const { split } = options;
  const names = createNames(random, language, split);
  const entities = makeEntities(random, names, language, level);
  const asked = ASK[kind]({ frame, names, entities });
  const pages = writePages(random, asked.entities ?? entities, asked.question.visits, language, level);
  const tools = drawTools(random, { language, level, split, missing: kind === "tool-missing" });
  const { question, ghost, unnamed } = asked;
  return {
    frame,
    question,
    tools,
    encyclopedia: { entities: asked.entities ?? entities, pages, language },
    ...(ghost === undefined ? {} : { ghost }),
    ...(unnamed === undefined ? {} : { unnamed }),
  };
}

interface Draw {
  readonly frame: TaskFrame;
  readonly names: NameSource;
  readonly entities: readonly Entity[];
}

type Asked = Pick<MadeTask, "question" | "ghost" | "unnamed"> & { readonly entities?: readonly Entity[] };

const ASK: Readonly<Record<TaskFrame["kind"], (draw: Draw) => Asked>> = {
  solvable: plain,
  "tool-missing": plain,
  "no-tool": ({ frame, names }) => ({
    question: { ...noToolQuestion(frame.random, frame.language, names), visits: [] },
  }),
  "parameter-missing": unnamedStart,
  infeasible: (draw) => (draw.frame.random.chance(0.5) ? ghostly(draw) : unrecorded(draw)),
};

function plain({ frame, entities }: Draw): Asked {
  return { question: drawQuestion(frame.random, entities, frame.language, frame.level) };
}

const UNNAMED: Readonly<Record<Language, Readonly<Record<EntityType, string>>>> = {
  en: {
    person: "that person",
    city: "the city",
    company: "that company",
    bridge: "the bridge",
    book: "the book",
    festival: "the festival",
    museum: "that museum",
  },
  zh: {
    person: "那个人",
    city: "那座城市",
    company: "那家公司",
    bridge: "那座桥",
    book: "那本书",
    festival: "那个节日",
    museum: "那座博物馆",
  },
};

/** A question on a value at the end of a chain; `start` may be said in another way than by its name. */
function valueQuestion({ frame, entities }: Draw, hops: number, start?: (type: EntityType) => string) {
  const { random, language } = frame;
  for (;;) {
    const chain = drawChain(random, entities, hops);
    if (chain === undefined) continue;
    const end = entities[chain.path.at(-1)!]!;
    const kind = random.pick(factKindsOf(end.type).filter(({ value }) => value.type !== "entity"));
    const said = sayChain(random, chain, entities, language, start?.(entities[chain.path[0]!]!.type));
    const query = capital(random.pick(kind.ask[language]).replace("{x}", said));
    const along = [query, ...chain.path.map((at) => entities[at]!.name)];
    const expected = expectedOf(end.facts[kind.key]!, kind, entities, language, along);
    const question: Question = { query, expected, answer: "", visits: visitsOf(chain, kind) };
    return { chain, kind, question };
  }
}

function unnamedStart(draw: Draw): Asked {
  const { language, level } = draw.frame;
  const { chain, question } = valueQuestion(draw, Math.min(level, 3), (type) => UNNAMED[language][type]);
  return { question, unnamed: draw.entities[chain.path[0]!]!.type };
}

/** The question begins with a name that is like one of the encyclopedia's, and is in none of its pages. */
function ghostly(draw: Draw): Asked {
  const { frame, names, entities } = draw;
  let ghost = "";
  const { question } = valueQuestion(draw, Math.min(frame.level, 3), (type) => {
    ghost = ghostName(names, entities.find((one) => one.type === type)!);
    return ghost;
  });
  return { question: { ...question, visits: [] }, ghost };
}

function ghostName(names: NameSource, { type, name }: Entity): string {
  if (type === "person") return names.personLike(name);
  const zh = /\p{Script=Han}/u.test(name);
  if (type === "book") return zh ? `《${names.stem()}来信》` : `Letters from ${names.stem()}`;
  return withOtherStem(name, zh ? names.stem : names.stemLike);
}

/** The page at the end says that nothing is recorded. */
function unrecorded(draw: Draw): Asked {
  const { chain, kind, question } = valueQuestion(draw, draw.frame.level);
  const end = chain.path.at(-1)!;
  const entities = draw.entities.map((one, at) => (at === end ? withoutFact(one, kind) : one));
  return { question, entities };
}

function withoutFact(entity: Entity, { key }: FactKind): Entity {
  return { ...entity, facts: { ...entity.facts, [key]: { type: "unknown" } } };
}
