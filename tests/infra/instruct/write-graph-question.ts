import type { InstructPrompt } from "./instruct-reply.ts";

interface ShownPath {
  readonly from: string;
  readonly relations: readonly string[];
}

interface ShownFact {
  readonly head: string;
  readonly tail: string;
}

/** Words for the paths of a prompt: right, or wrong in the way that its number has. */
export function writeGraphQuestion(prompt: InstructPrompt): { question: string } {
  const paths = prompt.facts.filter((fact) => "relations" in fact) as unknown as ShownPath[];
  const facts = prompt.facts.filter((fact) => "head" in fact) as unknown as ShownFact[];
  const right = rightQuestion(prompt, paths);
  const starts = paths.map(({ from }) => from);
  const hidden = facts.flatMap(({ head, tail }) => [head, tail]).find((name) => !starts.includes(name))!;
  switch (prompt.number % 9) {
    case 2:
      return { question: prompt.again ? right : right.replace(starts[0]!, "it") };
    case 3:
      return { question: `${right} ${hidden}?` };
    case 4:
      return { question: prompt.again ? right : right.slice(0, 4) };
    default:
      return { question: right };
  }
}

function rightQuestion({ language, text }: InstructPrompt, paths: readonly ShownPath[]): string {
  const zh = language === "zh";
  const count = /Only how many|只问有多少个/.test(text);
  const wishes = paths.map(({ from, relations }) => {
    const way = relations.map((one) => (one.startsWith("^") ? `${one.slice(1)} (the other way round)` : one));
    return zh
      ? `从${from}出发，先后看${relations.map((_, at) => `第${"一二三"[at]}层关系`).join("、")}`
      : `${way.join(" and then ")} of ${from}`;
  });
  if (zh) return `${wishes.join("，并且同时")}，${count ? "一共能找到多少个" : "能找到什么"}？`;
  return `${count ? "How many are there when I look for" : "Please tell me:"} ${wishes.join(", being as well ")}?`;
}
