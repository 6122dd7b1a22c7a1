import type { CalendarDay } from "../../../tools/calendar/calendar-day.ts";
import type { LunarDay } from "../../../tools/calendar/lunar-day.ts";

/** Units in which a day is moved. */
export const UNITS = ["day", "week", "month"] as const;

/** A way of saying which day is meant. Terms, holidays and events are places in their lists. */
export type DateExpression =
  | { readonly type: "day"; readonly day: CalendarDay }
  | { readonly type: "lunar"; readonly lunar: LunarDay }
  | { readonly type: "term"; readonly year: number; readonly term: number }
  | { readonly type: "holiday"; readonly year: number; readonly holiday: number }
  | { readonly type: "today" }
  | { readonly type: "event"; readonly event: number }
  | {
      readonly type: "shift";
      readonly of: DateExpression;
      /** Below zero: so much earlier. */
      readonly amount: number;
      readonly unit: (typeof UNITS)[number];
    };
