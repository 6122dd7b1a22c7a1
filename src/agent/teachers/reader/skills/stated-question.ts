import type { Intent, ReaderView } from "../reader-view.ts";

/**
 * Questions whose words hold all that the answer needs: which of two is higher, how many together, how many years between.
 * Needs no tool, and calls none.
 */
export function statedQuestion({ goal, language, done }: ReaderView): Intent | undefined {
  if (done.length > 0) return undefined;
  const answer = compared(goal) ?? summed(goal) ?? apart(goal);
  if (answer === undefined) return undefined;
  const reason = language === "zh" ? "答案就在问题里，不需要工具" : "the question itself holds the answer";
  return { reason, answer };
}

function compared(goal: string): string | undefined {
  const english =
    /\bthe (\S+) tower is (\d+) metres high, the (\S+) tower (\d+) metres\b.*\bhigher\b/i.exec(goal) ?? undefined;
  if (english !== undefined) {
    const [, a, first, b, second] = english as unknown as [string, string, string, string, string];
    return `The higher one is the ${Number(first) > Number(second) ? a : b} tower.`;
  }
  const chinese = /([^，。\s]+)塔高(\d+)米，([^，。\s]+)塔高(\d+)米。.*更高/.exec(goal);
  if (chinese === null) return undefined;
  const [, a, first, b, second] = chinese as unknown as [string, string, string, string, string];
  return `更高的是${Number(first) > Number(second) ? a : b}塔。`;
}

function summed(goal: string): string | undefined {
  const numbers = [...goal.matchAll(/\d+/g)].map(Number);
  const total = numbers.reduce((sum, number) => sum + number, 0);
  if (/\bhow many (\p{L}+) is that together\b/iu.test(goal) && numbers.length > 1)
    return `That is ${total} ${/how many (\p{L}+)/iu.exec(goal)![1]} together.`;
  const unit = /一共有多少(\p{Script=Han})/u.exec(goal)?.[1];
  return unit === undefined || numbers.length < 2 ? undefined : `一共有${total}${unit}。`;
}

function apart(goal: string): string | undefined {
  const [from, to] = [...goal.matchAll(/\b\d{4}\b|\d{4}(?=年)/g)].map(Number);
  if (from === undefined || to === undefined) return undefined;
  if (/\bbegan in\b.*\bended in\b.*\bhow many years\b/is.test(goal)) return `It took ${to - from} years.`;
  return /动工.*完工.*多少年/s.test(goal) ? `用了${to - from}年。` : undefined;
}
