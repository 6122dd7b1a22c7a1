import type { Random } from "../core/random.ts";
import type { Language } from "../templates/template.ts";
import type { ExpectedAnswer } from "./answers/expected-answer.ts";
import type { NameSource } from "./names/name-source.ts";

/** A question that says all that its answer needs. */
export interface NoToolQuestion {
  readonly query: string;
  readonly expected: ExpectedAnswer;
  /** The answer in a sentence. */
  readonly answer: string;
}

/** Draws a question that is to be answered without a tool, on made-up things of its own. */
export function noToolQuestion(random: Random, language: Language, names: NameSource): NoToolQuestion {
  return random.pick([compared, summed, apart])(random, language, names);
}

function compared(random: Random, language: Language, names: NameSource): NoToolQuestion {
  const [a, b] = [names.stem(), names.stem()];
  const short = 100 + random.below(400);
  const long = short + 1 + random.below(300);
  const [first, second] = random.chance(0.5) ? [short, long] : [long, short];
  const right = first > second ? a : b;
  const query =
    language === "zh"
      ? `${a}塔高${first}米，${b}塔高${second}米。这两座塔哪一座更高？`
      : `The ${a} tower is ${first} metres high, the ${b} tower ${second} metres. Which of the two is the higher one?`;
  const answer = language === "zh" ? `更高的是${right}塔。` : `The higher one is the ${right} tower.`;
  // "A is higher than B" says as much as "A".
  const others = [a, b].flatMap((name) => passedBy(name, language));
  const along = passedBy(first > second ? b : a, language);
  return { query, answer, expected: { kind: "text", forms: [right], rivals: [a, b, ...others], along } };
}

/** How an answer says that something is higher than this. */
function passedBy(name: string, language: Language): string[] {
  if (language === "zh") return [`${name}塔`, name].flatMap((one) => [`比${one}高`, `比${one}更高`, `高于${one}`]);
  return [`the ${name}`, name].flatMap((one) => [`higher than ${one}`, `taller than ${one}`]);
}

function summed(random: Random, language: Language, names: NameSource): NoToolQuestion {
  const [who, one, two, three] = [names.person(), 2 + random.below(8), 11 + random.below(30), 42 + random.below(40)];
  const query =
    language === "zh"
      ? `${who}有${one}本诗集、${two}本小说和${three}本画册。一共有多少本书？`
      : `${who} has ${one} books of poems, ${two} novels and ${three} books of pictures. How many books is that together?`;
  const value = one + two + three;
  const answer = language === "zh" ? `一共有${value}本书。` : `That is ${value} books together.`;
  return {
    query,
    answer,
    expected: { kind: "number", value, unit: language === "zh" ? "本" : "books", along: [query] },
  };
}

function apart(random: Random, language: Language, names: NameSource): NoToolQuestion {
  const [what, from, value] = [names.stem(), 1820 + random.below(80), 21 + random.below(70)];
  const query =
    language === "zh"
      ? `${what}钟楼于${from}年动工，${from + value}年完工。建造用了多少年？`
      : `Work on the ${what} clock tower began in ${from} and ended in ${from + value}. How many years did it take?`;
  const answer = language === "zh" ? `用了${value}年。` : `It took ${value} years.`;
  return {
    query,
    answer,
    expected: { kind: "number", value, unit: language === "zh" ? "年" : "years", along: [query] },
  };
}
