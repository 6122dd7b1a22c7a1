import type { JsonProblem } from "../../../llm/ask-json/ask-json.ts";
import type { Language } from "../../../templates/template.ts";

const SAID: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  more_than_one_column: {
    en: "The SQL gives more than one column: its result must be the answer alone.",
    zh: "SQL 的结果不止一列：结果只能是答案本身。",
  },
  no_rows: { en: "The SQL gives no row: the question has no answer.", zh: "SQL 没有返回任何行：这个问题没有答案。" },
  too_many_rows: {
    en: "The SQL gives more than 10 rows: ask for one value, or for a few names.",
    zh: "SQL 返回了超过 10 行：请只问一个值或少数几个名称。",
  },
  null_answer: { en: "The answer is empty (NULL).", zh: "答案为空（NULL）。" },
  list_of_no_names: {
    en: "The SQL gives several rows that are no names: only names may be listed.",
    zh: "SQL 返回了多行非名称的值：只有名称可以列举。",
  },
  no_plain_value: {
    en: "The answer is no text, number or day (cast timestamps to DATE, and ask for no yes or no).",
    zh: "答案不是文本、数字或日期（时间戳请转换为 DATE，也不要问是非题）。",
  },
  too_long_name: { en: "The answer is a text of more than 80 characters.", zh: "答案是超过 80 个字符的文本。" },
  repeated_names: {
    en: "The result names the same thing twice: use DISTINCT.",
    zh: "结果中有重复的名称：请使用 DISTINCT。",
  },
  zero_answer: {
    en: "The answer is 0: most likely a condition of the SQL fits nothing.",
    zh: "答案是 0：很可能是 SQL 的条件没有匹配到任何内容。",
  },
  not_rounded: {
    en: "The number has too many decimals: round it to 2 in the SQL, and say so in the question.",
    zh: "数字的小数位太多：请在 SQL 中保留两位小数，并在问题中说明。",
  },
  answer_in_question: { en: "The question itself contains the answer.", zh: "问题本身包含了答案。" },
  sql_in_question: {
    en: "The question speaks of SQL or tables: ask as somebody would who knows nothing of them.",
    zh: "问题中提到了 SQL 或数据表：请像完全不了解它们的人那样提问。",
  },
  depends_on_order: {
    en: "With the rows in another order the SQL gives another result: break ties, or ask otherwise.",
    zh: "行的顺序不同，SQL 的结果就不同：请消除并列情况，或换一种问法。",
  },
  changes: { en: "The SQL gives another result the second time.", zh: "SQL 第二次执行得到了不同的结果。" },
  too_easy: {
    en: "That is easier than the difficulty asked for.",
    zh: "这个问题比要求的难度简单。",
  },
};

/** What is wrong with a question over tables, in a sentence. */
export function tableProblem(reason: string, language: Language): JsonProblem {
  return { reason, problem: SAID[reason]![language] };
}
