import type { Wordings } from "./fact-kind.ts";

/** Asks for the entity `{x}`. */
export const NAME_OF: Wordings = {
  en: ["What is the name of {x}?", "Find out the name of {x}.", "I need the name of {x}."],
  zh: ["{x}叫什么名字？", "请查出{x}的名字。", "我想知道{x}叫什么。"],
};

/** Stands behind a question which of two it is. */
export const ONLY_NAME: Wordings = {
  en: [" Answer with its name only.", " Say nothing but the name."],
  zh: ["只回答名称。", "请只说出名字。"],
};

/** Asks for the years between two events. */
export const APART: Wordings = {
  en: ["How many years lie between {a} and {b}?", "How many years apart are {a} and {b}?"],
  zh: ["{a}与{b}相隔多少年？", "{a}和{b}之间差了多少年？"],
};

/** Asks how many books by `{x}` are later than the year `{t}`. */
export const COUNT: Wordings = {
  en: [
    "How many books by {x} were published after {t}?",
    "Of the books written by {x}, how many appeared later than {t}?",
  ],
  zh: ["{x}的著作中有多少部是{t}年之后出版的？", "{x}写的书里，{t}年以后问世的有几部？"],
};
