import { canonicalJson } from "../../../core/hash.ts";
import type { JsonValue } from "../../../core/json/value.ts";
import { type CalendarDay, isoDay } from "../../../tools/calendar/calendar-day.ts";
import { type DateStop, followDate } from "./follow-date.ts";
import type { Ask } from "./question.ts";
import type { Role } from "./role.ts";
import type { TimeWorld } from "./time-world.ts";

/** A call that has to be made, its arguments in the order of the tool's parameters. */
export interface NeededCall {
  readonly role: Role;
  readonly values: readonly (string | number | boolean)[];
}

/** The calls that answer a question, in order, none twice. */
export function stepsOf(ask: Ask, world: TimeWorld): NeededCall[] {
  const { x, y } = ask;
  const first = followDate(x, world);
  const second = y === undefined ? [] : followDate(y, world);
  const found = [...first, ...second].flatMap((stop, at, all) => stepsFor(stop, all[at - 1]?.day));
  // A register is read from the question on, towards the dates that it names.
  const order = [...registerSteps(first, world), ...registerSteps(second, world), ...found];
  const calls = [...order, ...lastSteps(ask, first.at(-1)!.day, second.at(-1)?.day)];
  const seen = new Set<string>();
  return calls.filter((call) => {
    const address = canonicalJson(call as unknown as JsonValue);
    return !seen.has(address) && seen.add(address);
  });
}

function registerSteps(stops: readonly DateStop[], { events }: TimeWorld): NeededCall[] {
  return stops
    .toReversed()
    .flatMap(({ expression }): NeededCall[] =>
      expression.type === "event" ? [{ role: "register", values: [events[expression.event]!.name] }] : [],
    );
}

function stepsFor({ expression }: DateStop, before: CalendarDay | undefined): NeededCall[] {
  switch (expression.type) {
    case "lunar": {
      const { year, month, day, isLeapMonth } = expression.lunar;
      return [{ role: "lunar", values: [year, month, day, isLeapMonth] }];
    }
    case "term":
      return [{ role: "terms", values: [expression.year] }];
    case "holiday":
      return [{ role: "holidays", values: [expression.year] }];
    case "today":
      return [{ role: "today", values: [] }];
    case "shift":
      if (before === undefined) return [];
      return [{ role: "shift", values: [isoDay(before), expression.amount, `${expression.unit}s`] }];
    default:
      return [];
  }
}

function lastSteps({ type, organisation, cities }: Ask, day?: CalendarDay, later?: CalendarDay): NeededCall[] {
  if (day === undefined || type === "date") return [];
  const on = isoDay(day);
  if (type === "weekday" || type === "zodiac") return [{ role: "calendar", values: [on] }];
  if (type === "term") return [{ role: "terms", values: [day.year] }];
  if (type === "local") return cities!.map(({ name }) => ({ role: "clock", values: [name] }));
  if (type === "open")
    return [
      { role: "opening", values: [organisation!.name] },
      { role: "calendar", values: [on] },
    ];
  return later === undefined ? [] : [{ role: "difference", values: [on, isoDay(later)] }];
}
