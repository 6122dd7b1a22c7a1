import type { Intent, ReaderView, Skill } from "../../reader-view.ts";
import { readBooks, readFact } from "./read-fact.ts";
import type { Phrase } from "./read-phrase.ts";
import { type ReadQuestion, readQuestion } from "./read-question.ts";
import { seekPage } from "./seek-page.ts";

/**
 * Questions over an encyclopedia: reads what is asked for, and follows it from page to page. It takes the first page with a
 * fitting title and the first tool with a fitting description, and believes both.
 */
export const searchPages: Skill = (view) => {
  const question = readQuestion(view.goal, view.language);
  if (question === undefined) return undefined;
  const answer = follow(view, question);
  return "found" in answer ? conclusion(view, answer.found) : answer.intent;
};

/** A value that was read, or what has to be done first. */
type Followed = { readonly found: string } | { readonly intent: Intent };

function follow(view: ReaderView, question: ReadQuestion): Followed {
  if (question.asks === "name") return nameOfEnd(view, question.of);
  if (question.asks === "value") return inWords(valueAt(view, question.of, question.kind.key), view, question);
  if (question.asks === "books") return countBooks(view, question.of, question.after);
  const first = valueAt(view, question.of, question.kind.key);
  if ("intent" in first) return first;
  const second = valueAt(view, question.or, question.kind.key);
  if ("intent" in second) return second;
  const [a, b] = [numberIn(first.found), numberIn(second.found)];
  if (question.asks === "years")
    return { found: view.language === "zh" ? `相隔${Math.abs(a - b)}年` : `${Math.abs(a - b)} years` };
  return nameOfEnd(view, a > b === question.more ? question.of : question.or);
}

/** Follows the facts of a phrase to the name of what it means. */
function nameOfEnd(view: ReaderView, { start, keys }: Phrase): Followed {
  const noun = unnamed(start);
  if (noun !== undefined) return { intent: askFor(view, noun) };
  let name = start;
  for (const key of keys) {
    const value = factOf(view, name, key);
    if ("intent" in value) return value;
    name = value.found;
  }
  return { found: name };
}

function valueAt(view: ReaderView, phrase: Phrase, key: string): Followed {
  const end = nameOfEnd(view, phrase);
  return "intent" in end ? end : factOf(view, end.found, key);
}

function factOf(view: ReaderView, name: string, key: string): Followed {
  const sought = seekPage(view, name);
  if ("intent" in sought) return sought;
  const found = readFact(sought.page, key, view.language);
  if (found !== undefined) return { found };
  const reason =
    view.language === "zh" ? `${name}的页面没有记载所问的内容` : `the page on ${name} does not say what is asked for`;
  return { intent: { reason, give_up: reason } };
}

function countBooks(view: ReaderView, of: Phrase, after: number): Followed {
  const author = nameOfEnd(view, of);
  if ("intent" in author) return author;
  const sought = seekPage(view, author.found);
  if ("intent" in sought) return sought;
  let count = 0;
  for (const title of readBooks(sought.page, view.language)) {
    const year = factOf(view, title, "published");
    if ("intent" in year) return year;
    if (numberIn(year.found) > after) count++;
  }
  return { found: view.language === "zh" ? `共${count}部` : `${count}` };
}

/** A value with its unit. */
function inWords(value: Followed, { language }: ReaderView, { kind }: ReadQuestion & { asks: "value" }): Followed {
  if ("intent" in value || kind.value.type !== "count") return value;
  const bare = value.found.match(/\d[\d,]*/)?.[0] ?? value.found;
  return { found: language === "zh" ? `${bare}${kind.value.unit.zh}` : `${bare} ${kind.value.unit.en}` };
}

function numberIn(text: string): number {
  return Number(text.replace(/[^\d]/g, ""));
}

/** The noun of a thing that is spoken of as if it were known: "the bridge", "那座桥". */
function unnamed(start: string): string | undefined {
  return /^(?:the|that|this) (\p{Ll}+)$/iu.exec(start)?.[1] ?? /^[那这]([个座家本].+)$/u.exec(start)?.[1];
}

function askFor({ language }: ReaderView, noun: string): Intent {
  if (language === "zh") return { reason: `没有说明是哪${noun}`, question: `请问您指的是哪${noun}？` };
  return { reason: `the question does not say which ${noun} is meant`, question: `Which ${noun} do you mean?` };
}

function conclusion({ language }: ReaderView, found: string): Intent {
  if (language === "zh") return { reason: "需要的内容都读到了", answer: `${found}。` };
  return { reason: "everything that is needed has been read", answer: `${found}.` };
}
