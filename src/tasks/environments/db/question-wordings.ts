import type { Language } from "../../../templates/template.ts";
import type { Ask } from "./question.ts";

type Wordings = Readonly<Record<Language, readonly string[]>>;

const wordings = (en: string, zh: string): Wordings => ({ en: en.split(" | "), zh: zh.split(" | ") });

/** Conditions on `{p}`, a value of a row: an exact one, numbers, days. */
export const CONDITIONS = {
  over: wordings(
    "whose {p} is above {v} | whose {p} is more than {v} | where the {p} exceeds {v}",
    "{p}大于{v} | {p}超过{v} | {p}高于{v}",
  ),
  under: wordings(
    "whose {p} is below {v} | whose {p} is less than {v} | where the {p} is under {v}",
    "{p}小于{v} | {p}低于{v} | {p}不足{v}",
  ),
  after: wordings(
    "whose {p} is after {v} | whose {p} is later than {v} | where the {p} comes after {v}",
    "{p}晚于{v} | {p}在{v}之后",
  ),
  before: wordings(
    "whose {p} is before {v} | whose {p} is earlier than {v} | where the {p} comes before {v}",
    "{p}早于{v} | {p}在{v}之前",
  ),
  is: wordings("whose {p} is {v} | where the {p} is {v}", "{p}为{v} | {p}是{v}"),
} as const;

/** What joins conditions. */
export const AND: Readonly<Record<Language, string>> = { en: " and ", zh: "、" };

/** Questions by what they ask: `{s}` the selected rows, `{c}` a column, `{t}` what is referred to, `{p}` a value. */
export const ASKS: Readonly<Record<Exclude<Ask["type"], "names"> | "names" | "falling" | "rising", Wordings>> = {
  count: wordings(
    "How many {s} are there? | Count the {s}. | I need the number of {s}.",
    "{s}一共有多少{m}？ | 请数一数{s}共有几{m}。 | 统计一下{s}的数量。",
  ),
  sum: wordings(
    "What is the total {c} of the {s}? | Add up the {c} of the {s}. | How much is the {c} of the {s} in all?",
    "{s}的{c}总和是多少？ | 请把{s}的{c}加起来。 | {s}的{c}合计是多少？",
  ),
  average: wordings(
    "What is the average {c} of the {s}, rounded to two decimals? | Work out the mean {c} of the {s}, to two decimals.",
    "{s}的{c}平均是多少（保留两位小数）？ | 请计算{s}的平均{c}，保留两位小数。",
  ),
  highest: wordings(
    "What is the highest {c} among the {s}? | Among the {s}, what is the greatest {c}?",
    "{s}的{c}最高是多少？ | 在{s}中，{c}的最大值是多少？",
  ),
  lowest: wordings(
    "What is the lowest {c} among the {s}? | Among the {s}, what is the smallest {c}?",
    "{s}的{c}最低是多少？ | 在{s}中，{c}的最小值是多少？",
  ),
  most: wordings(
    "Which of the {s} has the highest {c}? | Name the one of the {s} with the highest {c}.",
    "{s}里{c}最高的是哪一{m}？ | 请说出{s}里{c}最高的那{m}的名称。",
  ),
  least: wordings(
    "Which of the {s} has the lowest {c}? | Name the one of the {s} with the lowest {c}.",
    "{s}里{c}最低的是哪一{m}？ | 请说出{s}里{c}最低的那{m}的名称。",
  ),
  top: wordings(
    "Which {t} has the most {s}? | Find the {t} with the greatest number of {s}.",
    "{s}最多的{t}叫什么？ | 哪个{t}对应的{s}最多？",
  ),
  names: wordings(
    "List the names of the {s}. | Give me the names of all {s}.",
    "列出{s}的名称。 | 请给出所有{s}的名称。",
  ),
  falling: wordings(
    "List the names of the {s}, from the highest {c} to the lowest. | Name the {s} in order of {c}, the highest first.",
    "列出{s}的名称，按{c}从高到低排列。 | 请按{c}从大到小给出{s}的名称。",
  ),
  rising: wordings(
    "List the names of the {s}, from the lowest {c} to the highest. | Name the {s} in order of {c}, the lowest first.",
    "列出{s}的名称，按{c}从低到高排列。 | 请按{c}从小到大给出{s}的名称。",
  ),
  value: wordings(
    "What is {p}? | Tell me {p}. | I would like to know {p}.",
    "{p}是什么？ | 请告诉我{p}。 | 查一下{p}。",
  ),
};

/** Changes by what is to be done: `{w}` the rows, `{v}` a value, `{f}` the fields of a new row. */
export const CHANGES = {
  set: wordings(
    "Set the {c} of {w} to {v}. | Change the {c} of {w} to {v}.",
    "把{w}的{c}改为{v}。 | 将{w}的{c}设为{v}。",
  ),
  raise: wordings(
    "Raise the {c} of {w} by {v}. | Increase the {c} of {w} by {v}.",
    "把{w}的{c}提高{v}。 | 将{w}的{c}增加{v}。",
  ),
  lower: wordings(
    "Lower the {c} of {w} by {v}. | Reduce the {c} of {w} by {v}.",
    "把{w}的{c}降低{v}。 | 将{w}的{c}减少{v}。",
  ),
  delete: wordings("Delete {w}. | Remove {w} from the database.", "删除{w}。 | 把{w}从数据库中移除。"),
  insert: wordings(
    "Add a new {n} with the number {x}: {f}. | Enter {n} {x} as a new one: {f}.",
    "新增{n}，编号{x}：{f}。 | 录入新的{n}{x}：{f}。",
  ),
} as const;

/** Stands before the rows that a change means. */
export const ALL: Readonly<Record<Language, string>> = { en: "all ", zh: "所有" };

/** A row that is spoken of as if it were known: `{n}` what it is. */
export const THAT: Wordings = wordings("that {n} | the {n}", "那{m}{n} | 这{m}{n}");
