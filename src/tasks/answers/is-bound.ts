import type { BesideDate } from "./find-dates.ts";
import type { FoundNumber } from "./find-numbers.ts";

const BOUND =
  /(?:\b(?:more|less|fewer|greater|higher|lower) than|\b(?:at least|at most|up to|above|below)|超过|多于|高于|大于|不到|少于|低于|小于|至少|至多|不足)[ $€£¥]*$/;

/** Does an answer say only that a value is above or below this number? */
export function isOnlyABound({ before }: FoundNumber): boolean {
  return BOUND.test(before);
}

const BEFORE_DAY =
  /(?:(?<!\bon or )\b(?:before|after|until|prior to|later than|earlier than|day following)(?: the)?)(?: \w{3,6}day,?)? $/;
const BEHIND_DAY = /^\s*(?:之后|以后|之前|以前|的?(?:前|后|次|第二|第)[一二两]?[天日])/;

/** Does an answer say only that a day is before or after this one, or next to it? */
export function isNextToDay({ before, behind }: BesideDate): boolean {
  return BEFORE_DAY.test(before) || BEHIND_DAY.test(behind);
}
