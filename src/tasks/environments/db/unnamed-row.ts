import type { Random } from "../../../core/random.ts";
import type { Language } from "../../../templates/template.ts";
import { askedWithout } from "../../answers/asked-without.ts";
import { THAT } from "./question-wordings.ts";
import type { Table } from "./table.ts";

/** "that order", "那笔订单": a row of a table that only the user knows. */
export function unnamedRow(random: Random, { noun, measure }: Table, language: Language): string {
  return random.pick(THAT[language]).replace("{n}", noun).replace("{m}", measure);
}

/** A question for the row that was left unnamed. */
export function askForRow({ noun, measure, named }: Table, language: Language): string {
  if (language === "zh") return `请问您指的是哪${measure}${noun}？请告诉我${named ? "名称" : "编号"}。`;
  return `Which ${noun} do you mean? Please give me its ${named ? "name" : "number"}.`;
}

/** Phrases of which a question for the row has one. */
export function phrasesForRow({ noun, measure, named }: Table, language: Language): string[] {
  const what = { en: named ? ["name"] : ["number", "id"], zh: named ? ["名称", "名字"] : ["编号", "号码"] };
  if (language === "zh")
    return [
      `哪${measure}`,
      `哪一${measure}`,
      `哪个${noun}`,
      "哪一个",
      "是哪个",
      `什么${noun}`,
      `${noun}是哪`,
      `${noun}的名`,
      `${noun}名`,
      ...what.zh,
    ];
  return [
    ...[`which ${noun}`, `what ${noun}`, `${noun} do you mean`, `${noun} you mean`, ...askedWithout(noun)],
    ...(noun === "customer" || noun === "reader" || noun === "worker" ? ["who do you mean", "whom do you mean"] : []),
    ...what.en.flatMap((word) => [
      `${word} of the ${noun}`,
      `${word} of that ${noun}`,
      `${noun}'s ${word}`,
      `${noun} ${word}`,
    ]),
  ];
}
