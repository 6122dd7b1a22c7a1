import { findDates } from "./find-dates.ts";
import { findNumbers } from "./find-numbers.ts";
import { plainText } from "./plain-text.ts";

const CANNOT = [
  /\b(?:cannot|can't|can not|could not|couldn't|unable|not able|impossible|not possible|no way to|no means of|unanswerable)\b/,
  /\black (?:of )?(?:any |the )?(?:access|means|data)\b|\bnobody (?:can|could|knows)\b|\bmissing from\b/,
  /\bnot (?:yet )?been (?:set|fixed|decided|announced)\b|\b(?:doesn't|does not) seem to (?:be|exist)\b/,
  /\b(?:no|none of (?:the|my)|not|isn't|aren't|lack|lacks|without|missing)\b[^.!?]{0,40}\btools?\b/,
  /\b(?:tools?|functions?)\b[^.!?]{0,40}\b(?:do not|don't|does not|doesn't|aren't|isn't|are not|is not|missing|unavailable)\b/,
  /\b(?:beyond|outside)\b[^.!?]{0,30}\b(?:tools?|abilities|capabilities|reach)\b|\bno way of\b|\bnot something\b/,
  /\bnothing (?:about|on)\b|\b(?:isn't|is not|aren't|are not) (?:in\b|there\b(?! any ?(?:more|longer)))|\bnobody by\b/,
  /\b(?:does not|doesn't|do not|don't|did not|didn't) (?:exist|appear|say|state|mention|record|have|find|give|contain)\b/,
  /\b(?:no (?:such|record|records|entry|entries|page|pages|information|data|article|mention|trace|results?|match|matches))\b/,
  /\b(?:not (?:found|recorded|known|available|stated|listed|given|mentioned|documented|in the))|\bunknown\b|\bnowhere\b/,
  /无法|不能|没法|办不到|做不到|无能为力|不可能|查不到|找不到|查无|没有(?:[^，。；]{0,12})(?:工具|记录|记载|条目|页面|信息|资料|结果|数据)/,
  /不存在|未找到|没找到|没有找到|未能|未知|不详|缺[少乏][^，。；]{0,10}工具|没有说明|没有提到|未提及|未记载|没有记载|不可考|无从|不支持|超出[^，。；]{0,12}(?:能力|范围)|工具[^，。；]{0,8}不(?:足|够|支持)|查询不到|查不了|并无|没能|缺失|不具备|没有[。!]?$|没有[这此该那]/,
];

/**
 * Does an answer say that the task cannot be done, without a made-up value? Numbers, dates and `values` that the question
 * does not name itself count as made up.
 */
export function saysItCannot(answer: string, question: string, values: readonly string[]): boolean {
  const [text, asked] = [plainText(answer), plainText(question)];
  if (!CANNOT.some((pattern) => pattern.test(text))) return false;
  return !namesNewValue(text, asked, values);
}

/** Does a text name a number, a day or one of the values that another text does not? All are plain but the values. */
export function namesNewValue(text: string, known: string, values: readonly string[]): boolean {
  const [here, there] = [findDates(text), findDates(known)];
  const knownNumbers = findNumbers(known).map(({ value }) => value);
  if (here.dates.some((date) => !there.dates.some((one) => JSON.stringify(one) === JSON.stringify(date)))) return true;
  // Small numbers count sources and attempts.
  if (findNumbers(here.rest).some(({ value }) => Math.abs(value) > 12 && !knownNumbers.includes(value))) return true;
  return values.map(plainText).some((value) => text.includes(value) && !known.includes(value));
}
