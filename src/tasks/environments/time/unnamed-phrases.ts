import type { Language } from "../../../templates/template.ts";
import { askedWithout } from "../../answers/asked-without.ts";

/** What a question may leave unnamed: an event or a day. */
export type Unnamed = "event" | "day";

/** How a question leaves something unnamed, and how one asks for it. */
export interface UnnamedPhrases {
  readonly said: string;
  /** A question for it. */
  readonly ask: string;
  /** Phrases of which a question for it has one. */
  readonly phrases: readonly string[];
}

/** The phrases by language and by what is left unnamed. */
export const UNNAMED_PHRASES: Readonly<Record<Language, Readonly<Record<Unnamed, UnnamedPhrases>>>> = {
  en: {
    event: {
      said: "that event",
      ask: "Which event do you mean? Please give me its name.",
      phrases: [
        "which event",
        "what event",
        "name of the event",
        "name of that event",
        "event's name",
        "event you mean",
        ...askedWithout("event"),
      ],
    },
    day: {
      said: "that day",
      ask: "Which day do you mean? Please give me the date.",
      phrases: ["which day", "what day", "which date", "what date", "the date", "day you mean", ...askedWithout("day")],
    },
  },
  zh: {
    event: {
      said: "那场活动",
      ask: "请问您指的是哪场活动？请告诉我名称。",
      phrases: [
        "哪场",
        "哪一场",
        "哪一个",
        "是哪个",
        "哪个活动",
        "哪项活动",
        "什么活动",
        "活动的名",
        "活动名",
        "活动叫什么",
        "名称",
        "名字",
      ],
    },
    day: {
      said: "那一天",
      ask: "请问您指的是哪一天？请告诉我日期。",
      phrases: ["哪一天", "哪天", "什么日期", "日期是", "具体日期", "我日期", "几月几", "哪个日期", "什么时候"],
    },
  },
};
