import type { Language } from "../../../templates/template.ts";
import { askedWithout } from "../../answers/asked-without.ts";
import type { EntityType } from "./fact-kind.ts";

/** How one asks for the name of a thing that a question left unnamed. */
export interface UnnamedPhrases {
  /** A question for it. */
  readonly ask: string;
  /** Phrases of which a question for it has one. */
  readonly phrases: readonly string[];
}

const english = (noun: string): UnnamedPhrases => ({
  ask: `Which ${noun} do you mean? Please give me its name.`,
  phrases: [
    `which ${noun}`,
    `what ${noun}`,
    `name of the ${noun}`,
    `name of that ${noun}`,
    `${noun}'s name`,
    `${noun} do you mean`,
    `${noun} you mean`,
    ...askedWithout(noun),
  ],
});

const chinese = (noun: string, measure: string): UnnamedPhrases => ({
  ask: `请问您指的是哪${measure}${noun}？请告诉我名称。`,
  phrases: [
    `哪${measure}`,
    `哪一${measure}`,
    `哪个${noun}`,
    "哪一个",
    "是哪个",
    `什么${noun}`,
    `${noun}的名`,
    `${noun}名`,
    `${noun}叫什么`,
    "名称",
    "名字",
  ],
});

/** The phrases by language and type. */
export const UNNAMED_PHRASES: Readonly<Record<Language, Readonly<Record<EntityType, UnnamedPhrases>>>> = {
  en: {
    person: {
      ...english("person"),
      phrases: [...english("person").phrases, "who do you mean", "whom do you mean", "who is meant"],
    },
    city: english("city"),
    company: english("company"),
    bridge: english("bridge"),
    book: english("book"),
    festival: english("festival"),
    museum: english("museum"),
  },
  zh: {
    person: { ...chinese("人", "个"), phrases: [...chinese("人", "个").phrases, "哪位", "指的是谁", "是谁"] },
    city: chinese("城市", "座"),
    company: chinese("公司", "家"),
    bridge: chinese("桥", "座"),
    book: chinese("书", "本"),
    festival: chinese("节日", "个"),
    museum: chinese("博物馆", "座"),
  },
};
