import { wordings } from "./wordings.ts";

/**
 * How questions are put. `{x}` and `{y}` are dates, `{o}` an organisation, `{a}` and `{b}` cities, `{t}` a time of day. The
 * name of each is what is asked for.
 */
export const ASK_WORDINGS = {
  date: wordings(
    "On which calendar date is {x}? | Which date, with its year, is {x}? | Please work out the calendar date of this day: {x}.",
    "{x}是公历哪一天？ | 请算出{x}的公历日期（含年份）。 | {x}是公历几年几月几日？",
  ),
  weekday: wordings(
    "Which weekday is it on this day: {x}? | What day of the week is {x}? | I need to know the weekday of this day: {x}.",
    "{x}是星期几？ | 请问{x}是星期几？ | {x}那天是星期几？",
  ),
  zodiac: wordings(
    "Which animal of the Chinese zodiac has the lunar year that this day lies in: {x}? | To which zodiac animal does the lunar year of this day belong: {x}? | I would like to know the zodiac animal of the lunar year around this day: {x}.",
    "{x}所在的农历年是什么生肖？ | {x}属于哪个生肖的农历年？ | 如果有人在{x}出生，按农历年算属什么？",
  ),
  term: wordings(
    "Which solar term is the next one to come, counting from this day without the day itself: {x}? | Which of the 24 solar terms comes first later than this day: {x}? | After this day, which solar term do we meet first: {x}?",
    "从{x}的次日往后数，第一个节气是哪个？ | {x}过后最先到来的节气是哪一个（当天不算）？ | 请问{x}之后（不含当天）紧接着的是哪个节气？",
  ),
  days: wordings(
    "How many days after {x} is {y}? | Counting from {x}, how many days pass until {y}? | If I start counting days at {x}, how many is it to {y}?",
    "{y}在{x}之后多少天？ | {x}到{y}相隔多少天？ | 从{x}算起，再过多少天是{y}？",
  ),
  months: wordings(
    "How many whole calendar months pass from {x} to {y}? | Counting from {x}, how many full months are over by {y}? | With {x} as the start, how many complete months have gone by on {y}?",
    "从{x}到{y}一共过了多少个整月？ | {x}到{y}之间有多少个完整的月？ | 从{x}算起，到{y}满了几个月？",
  ),
  open: wordings(
    "From {x} on, what is the first date on which the {o} is open? | Starting with {x}, which is the earliest date on which one can visit the {o}? | I want to visit the {o}, not before {x}. What is the earliest date on which it is open?",
    "从{x}起（含当天），{o}最早哪一天开放？ | 自{x}开始，最早在哪一天可以去{o}？ | 我打算去{o}，不早于{x}，最早哪天开门？",
  ),
  local: wordings(
    "When the clocks in {a} show {t} on this day: {x}, what is the date in {b}? | It is {t} in {a}, and the day there is {x}. Which date is it in {b} at that moment? | A call is made from {a} at {t} local time on this day: {x}. What is the date in {b} then?",
    "{a}的时钟在{x}的{t}时，{b}是哪一天？ | 当{a}当地是{x}的{t}时，{b}的日期是什么？ | 有人在{a}当地{x}的{t}打电话到{b}，接电话的那边是哪一天？",
  ),
};

/** What a question is after. */
export type AskType = keyof typeof ASK_WORDINGS;

/** How answers are put; `{v}` is the value. */
export const ANSWER_WORDINGS: Readonly<Record<AskType, ReturnType<typeof wordings>>> = {
  date: wordings("The date is {v}.", "是{v}。"),
  weekday: wordings("It is a {v}.", "那天是{v}。"),
  zodiac: wordings("It is the year of the {v}.", "是{v}年。"),
  term: wordings("The next solar term is {v}.", "下一个节气是{v}。"),
  days: wordings("It is {v} days.", "一共{v}天。"),
  months: wordings("It is {v} months.", "一共{v}个月。"),
  open: wordings("The first open day is {v}.", "最早开放的日子是{v}。"),
  local: wordings("The date there is {v}.", "那里是{v}。"),
};
