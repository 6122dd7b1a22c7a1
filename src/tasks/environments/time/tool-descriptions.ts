import type { NameWords } from "../../tool-making/tool-name.ts";
import type { Role } from "./role.ts";
import { type Wordings, wordings } from "./wordings.ts";

/** The words that a tool's name may be made of. */
const words = (verbs: string, nouns: string): NameWords => ({ verbs: verbs.split(" "), nouns: nouns.split(" ") });

/** The words of names of tools, by what they do. */
export const ROLE_WORDS: Readonly<Record<Role, NameWords>> = {
  register: words("look_up get find read fetch", "event register_entry gathering programme agenda_item happening"),
  opening: words("get check read find", "opening_days closing_days visiting_rules house_calendar closures"),
  clock: words("get find look_up check", "city_clock utc_offset time_zone local_clock zone"),
  today: words("get read show tell", "today current_date present_day date_now"),
  shift: words("shift add move count_from compute", "date day calendar_date days later_date"),
  difference: words("count measure compare get compute", "time_between span days_between interval difference"),
  calendar: words("get show open read", "calendar_page day_info almanac day_details calendar_day"),
  lunar: words("convert resolve get turn", "lunar_date lunar_day old_calendar_date moon_calendar_day"),
  terms: words("list get show fetch", "solar_terms seasons jieqi term_days"),
  holidays: words("list get show fetch", "holidays festivals feast_days public_festivals"),
};

/** What tools say that they do. */
export const ROLE_DESCRIPTIONS: Readonly<Record<Role, Wordings>> = {
  register: wordings(
    "Looks up an event in the register by its exact name and gives all that was ever recorded on its date, old entries too. | Returns the register's entries on the date of an event (by exact name); each says when it was recorded.",
    "按准确名称在活动登记簿中查找活动，返回关于其日期的全部登记（含旧登记）。 | 返回登记簿中某项活动（按准确名称）的日期登记，每条都注明登记时间。",
  ),
  opening: wordings(
    "Says on which days an organisation is closed, by its exact name; may list older rules beside the present ones. | Returns the closing days of an institution (exact name), with the day on which each rule was recorded.",
    "按准确名称返回某机构的闭馆日规定，可能同时列出旧规定。 | 查询某机构（准确名称）哪些日子不开放，每条规定都注明登记时间。",
  ),
  clock: wordings(
    "Gives a city's offset from UTC; no city here changes its clocks. | Says by how much the clocks of a city are ahead of UTC (there is no summer time).",
    "返回某城市相对 UTC 的时差，这里的城市都不实行夏令时。 | 说明某城市的时钟比 UTC 快多少（无夏令时）。",
  ),
  today: wordings(
    "Says what today's date is. | Returns the present date of this world.",
    "返回今天的日期。 | 告诉你今天是哪一天。",
  ),
  shift: wordings(
    "Gives the date so many days, weeks or months after a date; a negative amount goes back. | Moves a date by an amount of days, weeks or calendar months (below zero: earlier).",
    "返回某日期之后若干天、周或月的日期，数量为负则往前推。 | 把日期移动若干天、若干周或若干个月（负数表示更早）。",
  ),
  difference: wordings(
    "Counts the time between two dates: in days, and in whole calendar months. | Says how many days and how many full months lie between a start date and an end date.",
    "计算两个日期之间的天数和整月数。 | 返回起止日期之间相隔多少天、多少个整月。",
  ),
  calendar: wordings(
    "Gives the calendar page of a date: weekday, lunar date, zodiac animal and more. | Shows weekday, lunar day and zodiac year of one date.",
    "返回某日期的日历信息：星期、农历日期、生肖等。 | 查看某一天是星期几、农历哪天、什么生肖年。",
  ),
  lunar: wordings(
    "Turns a date of the Chinese lunar calendar into a Gregorian date. | Gives the Gregorian date of a lunar year, month and day; leap months have to be marked.",
    "把农历日期换算成公历日期。 | 按农历年、月、日返回公历日期，闰月需注明。",
  ),
  terms: wordings(
    "Lists the dates of the 24 solar terms in a year. | Returns on which days the solar terms of the Chinese calendar fall in a year.",
    "列出某一年二十四节气的日期。 | 返回某年各个节气在哪一天。",
  ),
  holidays: wordings(
    "Lists the dates of Chinese and Western holidays in a year. | Returns on which days the well-known festivals fall in a year.",
    "列出某一年中外节日的日期。 | 返回某年各个常见节日在哪一天。",
  ),
};

/** A parameter: names that it may have, type, what it means in English and in Chinese. */
export type RoleParameter = readonly [names: string, type: "string" | "integer" | "boolean", en: string, zh: string];

const DATE = ["date|day|on|calendar_date|when", "string", "The date, YYYY-MM-DD", "日期，YYYY-MM-DD"] as const;
const YEAR = ["year|in_year|calendar_year|of_year", "integer", "The year", "年份"] as const;

/** The parameters of tools, in order. */
export const ROLE_PARAMETERS: Readonly<Record<Role, readonly RoleParameter[]>> = {
  register: [["name|event|title|event_name|subject", "string", "The exact name of the event", "活动的准确名称"]],
  opening: [
    ["name|organisation|institution|house|place", "string", "The exact name of the organisation", "机构的准确名称"],
  ],
  clock: [["city|place|town|location", "string", "The name of the city", "城市名称"]],
  today: [],
  shift: [
    ["date|from|start|base_date|day", "string", "The date to count from, YYYY-MM-DD", "起算日期，YYYY-MM-DD"],
    ["amount|number|count|by|offset", "integer", "How many; negative for earlier", "数量，负数表示往前"],
    ["unit|step|measure|kind", "string", "days, weeks or months", "单位：days、weeks 或 months"],
  ],
  difference: [
    ["start|from|start_date|first|begin", "string", "The first date, YYYY-MM-DD", "开始日期，YYYY-MM-DD"],
    ["end|to|end_date|second|finish", "string", "The last date, YYYY-MM-DD", "结束日期，YYYY-MM-DD"],
  ],
  calendar: [DATE],
  lunar: [
    ["year|lunar_year|in_year", "integer", "The lunar year", "农历年"],
    ["month|lunar_month|moon", "integer", "The lunar month, 1 to 12", "农历月，1 到 12"],
    ["day|lunar_day|day_number", "integer", "The day of the lunar month", "农历日"],
    ["leap|is_leap|leap_month|in_leap_month", "boolean", "Whether it is the leap month", "是否闰月"],
  ],
  terms: [YEAR],
  holidays: [YEAR],
};

/** Tools that are easily mistaken for the needed ones. */
export const ALIKE: readonly (readonly [Role, en: string, zh: string])[] = [
  ["register", "Looks up who takes part in an event, by its exact name.", "按准确名称查询某项活动的参加者。"],
  ["register", "Looks up a ship in the register of ships by its exact name.", "按准确名称在船舶登记簿中查找船只。"],
  ["opening", "Says which entrance fee an organisation takes, by its exact name.", "按准确名称返回某机构的门票价格。"],
  ["clock", "Says when the sun rises in a city.", "返回某城市的日出时刻。"],
  ["today", "Says which appointments the user has today.", "返回用户今天的日程。"],
  [
    "shift",
    "Postpones an appointment in the user's diary by days, weeks or months.",
    "把用户日记中的约会推迟若干天、周或月。",
  ],
  ["difference", "Compares the temperatures of two dates.", "比较两个日期的气温。"],
  ["calendar", "Gives the user's own notes on a date.", "返回用户在某日期的笔记。"],
  ["lunar", "Gives the height of the tide on a day of the lunar calendar.", "返回农历某天的潮汐高度。"],
  ["terms", "Lists the school terms of a district in a year.", "列出某地区某一年的学期安排。"],
  ["holidays", "Lists the school holidays of a district in a year.", "列出某地区某一年的学校假期。"],
  ["calendar", "Shows the weather that was measured on one date.", "返回某日期测得的天气。"],
];
