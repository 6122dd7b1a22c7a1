import { addDays, addMonths, type CalendarDay } from "../../../tools/calendar/calendar-day.ts";
import { HOLIDAYS } from "../../../tools/calendar/holidays.ts";
import { dayOfLunar } from "../../../tools/calendar/lunar-day.ts";
import { solarTermDays } from "../../../tools/calendar/solar-terms.ts";
import type { DateExpression } from "./date-expression.ts";
import { latestEntry } from "./latest-entry.ts";
import type { TimeWorld } from "./time-world.ts";

/** A date on the way to another: how it is said, and the day that it is. */
export interface DateStop {
  readonly expression: DateExpression;
  /** Undefined where there is no such day, or none is known. */
  readonly day: CalendarDay | undefined;
}

/** The dates that have to be found for one, in the order in which they can be; the last one is its own. */
export function followDate(expression: DateExpression, world: TimeWorld): DateStop[] {
  if (expression.type === "event") {
    const { value } = latestEntry(world.events[expression.event]!.entries);
    const before = value === undefined ? [] : followDate(value, world);
    return [...before, { expression, day: before.at(-1)?.day }];
  }
  if (expression.type === "shift") {
    const before = followDate(expression.of, world);
    const from = before.at(-1)!.day;
    return [...before, { expression, day: from && moved(from, expression.amount, expression.unit) }];
  }
  return [{ expression, day: plainDay(expression, world) }];
}

/** A day so much later or earlier. */
export function moved(day: CalendarDay, amount: number, unit: string): CalendarDay {
  return unit === "month" ? addMonths(day, amount) : addDays(day, amount * (unit === "week" ? 7 : 1));
}

function plainDay(expression: DateExpression, { today }: TimeWorld): CalendarDay | undefined {
  if (expression.type === "day") return expression.day;
  if (expression.type === "lunar") return dayOfLunar(expression.lunar);
  if (expression.type === "term") return solarTermDays(expression.year)[expression.term]!;
  return expression.type === "holiday" ? HOLIDAYS[expression.holiday]!.dayIn(expression.year) : today;
}
