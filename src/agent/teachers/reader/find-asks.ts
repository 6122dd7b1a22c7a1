import type { BehaviourName } from "../../../templates/behaviours.ts";

/** How instructions ask for each behaviour: every pattern that fits one sentence does. */
const PATTERNS: Readonly<Record<BehaviourName, readonly RegExp[]>> = {
  "check-before-answer": [
    /\btwo\b(?! ways).{0,40}\b(?:results?|calls?|answer)\b|\bresults? .{0,20}\btwo\b|\btwo are (?:evidence|more)/i,
    /两(?:个|项|次)[^。\n]{0,12}结果|两次调用|结果不足两|两个或更多的[^。]{0,6}结果/,
  ],
  "retry-after-error": [
    /\b(?:fail(?:s|ed|ure)?|errors?|lets? you down)\b.{0,120}\b(?:again|retry|attempt|another|otherwise|differently|another go|corrected|not the end)\b/i,
    /\bretry\b|\btry (?:it )?again\b/i,
    /(?:失败|报错|出错|掉了链子|错误)[^\n]{0,60}(?:再试|重试|换|再行尝试|再来一次|另)/,
  ],
  "ask-when-missing": [
    /\b(?:ask|question)\b.{0,80}\b(?:missing|lack of|wanting|you need|unknown|left out)\b/i,
    /\b(?:missing|you lack|wanting|leaves out|unknown)\b.{0,120}\b(?:ask(?:ed|ing)?|question)\b/i,
    /\bno call possible\b.{0,40}\bquestion\b/i,
    /(?:缺|少了|不知道的?时|未知|无从调用)[^。\n]{0,40}(?:提问|询问|问用户|问出来|问句)|问得好胜过猜/,
  ],
  "cite-tools": [/\bsquare brackets?\b|\[tool_name\]/i, /方括号|\[工具名\]/],
  "one-call": [/\bone (?:call|action|command|tool|step) (?:at a time|a step|per step)\b/i, /一次只(?:做|调|用|能)一/],
};

/** The behaviours that a text asks for; a rule is a sentence, of which a line may hold several. */
export function findAsks(instructions: string): ReadonlySet<BehaviourName> {
  const lines = instructions.split(/\n|(?<=。)|(?<=[.!]) /);
  const names = Object.keys(PATTERNS) as BehaviourName[];
  return new Set(names.filter((name) => lines.some((line) => PATTERNS[name].some((pattern) => pattern.test(line)))));
}
