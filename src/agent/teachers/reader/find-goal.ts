import { findDate } from "./find-date.ts";

/** Words that introduce a goal, in front of a colon. */
const LEADS =
  /\b(?:goal|request|task|objective|aim|wish|question|change|chore|wants?|wanted|ask(?:ed|s)?|assignment|challenge|says|know|help|with|purpose|visit|follows|following|changed)\b|目标|请求|任务|要求|目的|想|问|挑战|事项|说|做的是|帮|如下|问题|愿望|心愿|杂务|家务|更改/i;
const HEADING = /^(?:#{1,6} .*|【[^】]*】|\[[^\]]*\]|=+ .* =+|\*\*[^*]*\*\*[:：]?|[A-Z][A-Z ]+)\n+/;
/** A longer one is a sentence of the query itself. */
const LONGEST_LEAD = 60;

/** The query inside the words of a goal slot: what stands behind its heading, or behind the colon of its introduction. */
export function findGoal(slot: string): string {
  const text = withoutDate(slot.trim()).replace(HEADING, "");
  const lead = /^[^\n]*?[:：](?:\s*\n+|\s*)(?=\S)/.exec(text)?.[0];
  if (lead === undefined || lead.trim().length > LONGEST_LEAD || !LEADS.test(lead)) return text.trim();
  return text.slice(lead.length).trim();
}

/** A goal slot may begin with a line that says what day it is, and little else. */
function withoutDate(text: string): string {
  const [first, ...rest] = text.split("\n");
  const around = first!.replace(findDate([first!]) ?? first!, "");
  const isDate = around !== "" && around.length <= 40 && !/[?？]/.test(around);
  return isDate && rest.length > 0 ? rest.join("\n").trim() : text;
}
