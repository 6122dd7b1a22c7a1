import { leapMonthOf } from "../../../tools/calendar/lunar-day.ts";
import type { TaskOptions } from "../../environment.ts";
import { createNames, type NameSource } from "../../names/name-source.ts";
import { withOtherStem } from "../../names/with-other-stem.ts";
import { noToolQuestion } from "../../no-tool-question.ts";
import { type TaskFrame, taskFrame } from "../../task-frame.ts";
import type { DateExpression } from "./date-expression.ts";
import { drawShift } from "./draw-date.ts";
import { drawAsk, drawQuestion, type QuestionDraw } from "./draw-question.ts";
import { type MadeWorld, makeWorld } from "./make-world.ts";
import { type Ask, expectedKind, sayAsk, type TimeQuestion } from "./question.ts";
import { sayDate } from "./say-date.ts";
import { stepsOf } from "./steps-of.ts";
import { drawTools, mostNeeded, type TimeTools } from "./time-tools.ts";
import type { TimeWorld } from "./time-world.ts";
import { UNNAMED_PHRASES, type Unnamed } from "./unnamed-phrases.ts";

/** A task with all that is behind it. */
export interface MadeTask {
  readonly frame: TaskFrame;
  readonly question: TimeQuestion;
  readonly tools: TimeTools;
  readonly world: TimeWorld;
  /** What the question leaves unnamed. */
  readonly unnamed?: Unnamed;
  /** Why it cannot be done. */
  readonly obstacle?: Obstacle;
}

/** A name that the register has not, a date that is not set, a day that the lunar calendar has not. */
export type Obstacle =
  | { readonly type: "ghost" | "unset"; readonly name: string }
  | { readonly type: "no-day"; readonly said: string };

/** Makes a task up by its number: its world, question and tools. */
export function makeTask(options: TaskOptions, number: number): MadeTask {
  const frame = taskFrame("time", options, number);
  const { random, language, level, kind } = frame;
  const { split } = options;
  const names = createNames(random, language, split);
  const obstacle = random.pick(["ghost", "unset", "no-day"] as const);
  const length = Math.max(1, level - 1);
  const made = makeWorld(random, names, {
    language,
    level,
    length,
    unset: kind === "infeasible" && obstacle === "unset",
  });
  const asked = ASK[kind]({ frame, names, made, obstacle });
  const { question, world = made.world } = asked;
  const needed = new Set(question.ask === undefined ? [] : stepsOf(question.ask, world).map(({ role }) => role));
  const missing = kind === "tool-missing" ? "register" : undefined;
  return { ...asked, frame, world, tools: drawTools({ random, language, level, split, needed, missing }) };
}

interface Drawing {
  readonly frame: TaskFrame;
  readonly names: NameSource;
  readonly made: MadeWorld;
  /** What is in the way where the task cannot be done. */
  readonly obstacle: Obstacle["type"];
}

type Asked = Pick<MadeTask, "question" | "unnamed" | "obstacle"> & { readonly world?: TimeWorld };

const ASK: Readonly<Record<TaskFrame["kind"], (drawing: Drawing) => Asked>> = {
  solvable: (drawing) => drawQuestion(questionDraw(drawing, false)),
  "tool-missing": (drawing) => drawQuestion(questionDraw(drawing, true)),
  "no-tool": ({ frame, names }) => ({ question: noToolQuestion(frame.random, frame.language, names) }),
  "parameter-missing": unnamedStart,
  infeasible: hopeless,
};

function questionDraw({ frame, names, made }: Drawing, needsRegister: boolean): QuestionDraw {
  const { random, level } = frame;
  return { random, names, level, made, mostRoles: mostNeeded(level), needsRegister };
}

/** Asks that need but one date. */
const OF_ONE = ["weekday", "zodiac", "term"] as const;

/** An ask of a date whose day cannot be known, so that no answer comes with it. */
function openAsk(drawing: Drawing, x: DateExpression, named?: string): { ask: Ask; query: string } {
  const draw = questionDraw(drawing, false);
  const ask = drawAsk(draw, x, [...OF_ONE])!;
  return { ask, query: sayAsk(draw.random, ask, drawing.made.world, named) };
}

/** A question about "that event" or "that day", which nobody has named. */
function unnamedStart(drawing: Drawing): Asked {
  const { random, language, level } = drawing.frame;
  const unnamed = random.pick(["event", "day"] as const);
  const { said } = UNNAMED_PHRASES[language][unnamed];
  const world = { language, events: [{ name: "{n}" }] };
  const shifted = sayDate(random, drawShift(random, { type: "event", event: 0 }), world).replace(
    /(?:the )?\{n\}/,
    said,
  );
  const { ask, query } = openAsk(drawing, { type: "event", event: drawing.made.chain[0]! }, level > 1 ? shifted : said);
  return { question: withoutAnswer(query, ask), unnamed };
}

/** A question that nothing in the world answers. */
function hopeless(drawing: Drawing): Asked {
  const { frame, made, obstacle } = drawing;
  if (obstacle === "no-day") return noSuchDay(drawing);
  const event: DateExpression = { type: "event", event: made.chain[0]! };
  if (obstacle === "ghost") return ghostly(drawing, event);
  const last = made.world.events[made.chain.at(-1)!]!;
  const x = frame.random.chance(0.5) ? drawShift(frame.random, event) : event;
  const { ask, query } = openAsk(drawing, x);
  return { question: withoutAnswer(query, ask), obstacle: { type: "unset", name: last.name } };
}

/** The question names an event that is like one in the register, and not in it. */
function ghostly(drawing: Drawing, event: DateExpression & { type: "event" }): Asked {
  const { frame, names, made } = drawing;
  const name = withOtherStem(made.world.events[event.event]!.name, names.stemLike);
  const ghost = { ...made.world, events: [...made.world.events, { name, entries: [] }] };
  const x: DateExpression = { type: "event", event: ghost.events.length - 1 };
  const said = sayDate(frame.random, frame.random.chance(0.5) ? drawShift(frame.random, x) : x, ghost);
  const { ask, query } = openAsk(drawing, event, said);
  return { question: withoutAnswer(query, ask), obstacle: { type: "ghost", name } };
}

/** A day in a leap month of a year that has no such month. */
function noSuchDay(drawing: Drawing): Asked {
  const { frame, made } = drawing;
  const { random } = frame;
  const year = made.world.today.year - 2 + random.below(5);
  const months = Array.from({ length: 12 }, (_, at) => at + 1).filter((month) => month !== leapMonthOf(year));
  const lunar = { year, month: random.pick(months), isLeapMonth: true, day: 1 + random.below(29) };
  const base: DateExpression = { type: "lunar", lunar };
  const said = sayDate(random, base, made.world);
  const { ask, query } = openAsk(drawing, base, said);
  return { question: withoutAnswer(query, ask), obstacle: { type: "no-day", said } };
}

/** What would be the answer's kind is kept, so that made-up values are known for what they are. */
function withoutAnswer(query: string, ask: Ask): TimeQuestion {
  return { query, ask, answer: "", expected: { ...expectedKind(ask), along: [query] } };
}
