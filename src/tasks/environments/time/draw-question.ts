import type { Random } from "../../../core/random.ts";
import { dayNumber } from "../../../tools/calendar/calendar-day.ts";
import type { NameSource } from "../../names/name-source.ts";
import type { AskType } from "./ask-wordings.ts";
import type { DateExpression } from "./date-expression.ts";
import { type BaseType, drawBase, drawShift } from "./draw-date.ts";
import { followDate } from "./follow-date.ts";
import { drawOrganisation, drawOrganisationName, type MadeWorld } from "./make-world.ts";
import { type Ask, answered, hourOfAnotherDay, sayAsk, type TimeQuestion } from "./question.ts";
import { stepsOf } from "./steps-of.ts";
import type { City, TimeWorld } from "./time-world.ts";

/** Solutions leave room for calls that fail the first time, within an episode's limit. */
const MOST_STEPS = 14;
const ANY_BASE: readonly BaseType[] = ["day", "lunar", "term", "holiday", "today"];
const ASKS: readonly AskType[] = ["date", "weekday", "zodiac", "term", "days", "months", "open", "local"];

/** What a question is drawn for. */
export interface QuestionDraw {
  readonly random: Random;
  readonly names: NameSource;
  readonly level: number;
  readonly made: MadeWorld;
  /** Tools that it may need. */
  readonly mostRoles: number;
  /** The question cannot be answered without the register. */
  readonly needsRegister: boolean;
}

/** A question on a world, and that world with all that the question is about. */
export interface Asked {
  readonly question: TimeQuestion;
  readonly world: TimeWorld;
}

/** Draws a question that its level allows. */
export function drawQuestion(draw: QuestionDraw): Asked {
  for (;;) {
    const ask = drawAsk(draw, drawX(draw));
    const { world } = draw.made;
    if (ask === undefined || rolesOf(ask, world) > draw.mostRoles) continue;
    const question = answered(sayAsk(draw.random, ask, world), ask, world);
    if (question === undefined || stepsOf(ask, world).length > MOST_STEPS) continue;
    return { question, world: withAsked(world, ask) };
  }
}

/** The world with the organisation that a question was made for. */
export function withAsked(world: TimeWorld, { organisation }: Ask): TimeWorld {
  if (organisation === undefined) return world;
  return { ...world, organisations: [...world.organisations, organisation] };
}

function rolesOf(ask: Ask, world: TimeWorld): number {
  return new Set(stepsOf(ask, world).map(({ role }) => role)).size;
}

/** A date that takes as many look-ups as the level has. */
function drawX({ random, level, made, needsRegister }: QuestionDraw): DateExpression {
  const event = { type: "event", event: made.chain[0]! } as const;
  const isNamed = needsRegister || level > 1 || random.chance(0.4);
  const from = isNamed ? event : drawBase(random, made.world.today, ANY_BASE);
  return random.chance(level > 2 ? 0.8 : 0.5) ? drawShift(random, from) : from;
}

/** Asks something of a date; undefined where that cannot be asked of this one. */
export function drawAsk(draw: QuestionDraw, x: DateExpression, types = ASKS): Ask | undefined {
  const { random, names, level, made } = draw;
  const { world } = made;
  const type = random.pick(types);
  if (type === "date") return x.type === "day" ? undefined : { type, x };
  if (type === "days" || type === "months") return betweenAsk(draw, type, x);
  if (type === "local") return localAsk(random, world.cities, x);
  if (type !== "open") return { type, x };
  const near = followDate(x, world).at(-1)!.day;
  if (near === undefined) return undefined;
  const drawing = { random, names, language: world.language, level };
  return { type, x, organisation: drawOrganisation(drawing, drawOrganisationName(drawing), near, world.today) };
}

/** From the earlier of two dates to the later; neither is moved, which would be hard to read. */
function betweenAsk({ random, made }: QuestionDraw, type: "days" | "months", x: DateExpression): Ask | undefined {
  const one = x.type === "shift" ? x.of : x;
  const other = drawBase(random, made.world.today, ANY_BASE);
  const [a, b] = [one, other].map((date) => followDate(date, made.world).at(-1)!.day);
  if (a === undefined || b === undefined || (one.type === "day" && other.type === "day")) return undefined;
  return dayNumber(a) < dayNumber(b) ? { type, x: one, y: other } : { type, x: other, y: one };
}

function localAsk(random: Random, cities: readonly City[], x: DateExpression): Ask | undefined {
  const [from, to] = random.shuffled(cities) as [City, City];
  const hour = hourOfAnotherDay(random, [from, to]);
  return hour === undefined ? undefined : { type: "local", x, cities: [from, to], hour };
}
