import type { Random } from "../../../core/random.ts";
import { HOLIDAYS } from "../../../tools/calendar/holidays.ts";
import { writeLunarDay } from "../../../tools/calendar/lunar-day.ts";
import { SOLAR_TERMS } from "../../../tools/calendar/solar-terms.ts";
import { writeDay } from "../../write-day.ts";
import type { DateExpression } from "./date-expression.ts";
import { DATE_WORDINGS, TODAY, UNIT_WORDS } from "./date-wordings.ts";
import type { TimeWorld } from "./time-world.ts";
import { filled, type Wordings } from "./wordings.ts";

/** A date as a noun phrase: "40 days after the Vask Regatta". */
export function sayDate(
  random: Random,
  expression: DateExpression,
  world: Pick<TimeWorld, "language"> & { readonly events: readonly { readonly name: string }[] },
): string {
  const { language, events } = world;
  const say = (wordings: Wordings, values: Readonly<Record<string, string | number>>) =>
    filled(random.pick(wordings[language]), values);
  const { lunar, term, holiday, event, after, before } = DATE_WORDINGS;
  switch (expression.type) {
    case "day":
      return writeDay(expression.day, language);
    case "lunar":
      return say(lunar, { y: expression.lunar.year, l: writeLunarDay(expression.lunar, language) });
    case "term":
      return say(term, { y: expression.year, n: SOLAR_TERMS[expression.term]![language] });
    case "holiday":
      return say(holiday, { y: expression.year, n: HOLIDAYS[expression.holiday]![language] });
    case "today":
      return TODAY[language];
    case "event":
      return say(event, { n: events[expression.event]!.name });
    default: {
      const n = Math.abs(expression.amount);
      const u = UNIT_WORDS[language][expression.unit][n === 1 ? 0 : 1];
      return say(expression.amount > 0 ? after : before, { n, u, x: sayDate(random, expression.of, world) });
    }
  }
}
