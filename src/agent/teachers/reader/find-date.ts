const DATE = String.raw`\d{4}(?:-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|年\d{1,2}月\d{1,2}日)`;
const MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December";
const WRITTEN = String.raw`(?:\d{1,2} (?:${MONTHS}),? \d{4}|(?:${MONTHS}) \d{1,2},? \d{4})`;
const FOUND = new RegExp(`${DATE}|${WRITTEN}`);

/** The first date in the slots that may say what day it is; undefined where none does. */
export function findDate(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const found = FOUND.exec(text)?.[0];
    if (found !== undefined) return found;
  }
  return undefined;
}
