import type { Language } from "../../../templates/template.ts";
import type { CalendarDay } from "../../../tools/calendar/calendar-day.ts";
import type { DateExpression } from "./date-expression.ts";

/** One version of what is written down about something. */
export interface Entry<T> {
  readonly value: T;
  /** The day on which it was written down: the latest holds. */
  readonly recorded: CalendarDay;
  readonly text: string;
}

/** An event in the register; one without a date has none yet. */
export interface TimedEvent {
  readonly name: string;
  /** In the order in which they are shown. */
  readonly entries: readonly Entry<DateExpression | undefined>[];
}

/** When an organisation is closed. */
export interface ClosingRules {
  /** 1 (Monday) to 7 (Sunday), every week. */
  readonly weekdays: readonly number[];
  /** One long closure; both days are closed. */
  readonly from: CalendarDay;
  readonly to: CalendarDay;
}

/** Something that opens and closes. */
export interface Organisation {
  readonly name: string;
  readonly entries: readonly Entry<ClosingRules>[];
}

/** A city whose clocks never change. */
export interface City {
  readonly name: string;
  /** Hours ahead of UTC. */
  readonly offset: number;
}

/** All that the tools of a task can look up. */
export interface TimeWorld {
  readonly language: Language;
  readonly today: CalendarDay;
  readonly events: readonly TimedEvent[];
  readonly organisations: readonly Organisation[];
  readonly cities: readonly City[];
}
