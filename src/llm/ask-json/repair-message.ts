/** So much of what is wrong is shown, in characters, and of each problem. */
const LONGEST = 2000;
const LONGEST_PROBLEM = 400;

/** Tells a model what is wrong with its answer, and asks for another one. */
export function repairMessage(problems: readonly { readonly problem: string }[], language: "en" | "zh"): string {
  const lines = problems.map(({ problem }) => `- ${problem.slice(0, LONGEST_PROBLEM)}`).join("\n");
  const shown = lines.slice(0, LONGEST);
  return language === "zh"
    ? `这个回答无法使用：\n${shown}\n请改正以上问题，只回复一个完整的 JSON 对象，不要附加任何说明。`
    : `That answer cannot be used:\n${shown}\nMend this and reply with one whole JSON object, and nothing beside it.`;
}
