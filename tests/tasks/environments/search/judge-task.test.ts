import type { Trajectory } from "../../../../src/core/trajectory.ts";
import type { ExpectedAnswer } from "../../../../src/tasks/answers/expected-answer.ts";
import { judgeTask } from "../../../../src/tasks/environments/search/judge-task.ts";
import { type MadeTask, makeTask } from "../../../../src/tasks/environments/search/make-task.ts";
import { solveTask } from "../../../../src/tasks/environments/search/solve-task.ts";
import type { TaskKind } from "../../../../src/tasks/task.ts";
import { answering, episodeOf } from "../sample-episodes.ts";
import { firstTasks } from "../sample-tasks.ts";
import { type Sides, testVerifiers } from "../test-verifiers.ts";

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** The value in several spellings, of which each alone is right. */
function spellings(expected: ExpectedAnswer): string[] {
  if (expected.kind === "text")
    return [expected.forms[0]!, `**${expected.forms[0]}**`, `"${expected.forms[0]!.toUpperCase()}"`];
  if (expected.kind === "date") {
    const { year, month, day } = expected;
    const padded = (value: number) => String(value).padStart(2, "0");
    const name = MONTHS[month - 1]!;
    return [
      `${year}-${padded(month)}-${padded(day)}`,
      `${name} ${day}, ${year}`,
      `the ${day}th of ${name} ${year}`,
      `${day} ${name.slice(0, 3)} ${year}`,
      `${year}年${month}月${day}日`,
    ];
  }
  const { value, unit } = expected;
  const forms = [String(value), `${value}.0`, ...(unit === undefined ? [] : [`${value} ${unit}`])];
  if (value > 9999) forms.push(value.toLocaleString("en-US"), `${value / 10_000}万`);
  if (unit === "metres" || unit === "米") forms.push(`${value / 1000} km`, `${value / 1000}公里`);
  return forms;
}

/** Values that are near the right one, and wrong. */
function nearMisses(expected: ExpectedAnswer): string[] {
  if (expected.kind === "text") return expected.rivals.filter((name) => !expected.forms.includes(name)).slice(0, 6);
  if (expected.kind === "date") {
    const { year, month, day } = expected;
    return [
      `${year}-${month}-${day + 1}`,
      `${year + 1}-${month}-${day}`,
      `${day} ${MONTHS[month % 12]} ${year}`,
      `${MONTHS[month - 1]} ${year}`,
      String(year),
    ];
  }
  const { value, unit } = expected;
  const wrong = [value + 1, value - 1, value * 10, value + 100, -value].filter(
    (one) => !expected.along.join("\n").includes(`${one}`),
  );
  return [...wrong.map(String), ...(unit === undefined ? [`${value} metres`] : [`${value} kg`, `${value}公斤`])];
}

function restated(text: string, zh: boolean): string[] {
  return zh
    ? [`答案是${text}。`, `根据页面，应为 ${text}`]
    : [`The answer is ${text}.`, `According to the pages it is ${text} [open_page]`];
}

const SOLVABLE: Sides<MadeTask, Trajectory> = {
  right: (made, said) => {
    const { expected } = made.question;
    const zh = made.frame.language === "zh";
    const answers = spellings(expected).flatMap((text) => [text, ...restated(text, zh)]);
    return [
      ...answers.map((answer) => episodeOf(answering(said, answer))),
      // The pages in another order, and one look alone.
      episodeOf([...said.slice(0, -1).reverse(), said.at(-1)!]),
      episodeOf([said[0]!, said.at(-1)!]),
    ];
  },
  wrong: (made, said) => {
    const { question, frame, encyclopedia } = made;
    const misses = nearMisses(question.expected);
    const right = spellings(question.expected)[0]!;
    const zh = frame.language === "zh";
    return [
      ...misses.flatMap((text) => [text, ...restated(text, zh)]).map((answer) => episodeOf(answering(said, answer))),
      ...misses.map((text) => episodeOf(answering(said, zh ? `${right}或${text}` : `${right} or ${text}`))),
      ...["", question.query, zh ? `不是${right}` : `It is not ${right}.`, zh ? "我不知道" : "I do not know."].map(
        (answer) => episodeOf(answering(said, answer)),
      ),
      episodeOf(answering(said, encyclopedia.pages.map(({ text }) => text).join("\n"))),
      // No look at all, looks that failed, a give-up, no ending.
      episodeOf(said.slice(-1)),
      episodeOf(said, { failed: true }),
      episodeOf([...said.slice(0, -1), { calls: [], give_up: right }]),
      episodeOf(said.slice(0, -1)),
    ];
  },
};

const NO_TOOL: typeof SOLVABLE = {
  right: ({ question, frame }, said) =>
    spellings(question.expected)
      .flatMap((text) => [text, ...restated(text, frame.language === "zh")])
      .map((answer) => episodeOf(answering(said, answer))),
  wrong: ({ question, tools }, said) => [
    ...[...nearMisses(question.expected), "", question.query].map((answer) => episodeOf(answering(said, answer))),
    ...tools.tools.slice(0, 3).map(({ name }) => episodeOf([{ calls: [{ name, arguments: {} }] }, ...said])),
    episodeOf([{ calls: [], give_up: question.answer }]),
  ],
};

const CANNOT = {
  en: [
    "I cannot find that out with the tools I have.",
    "None of my tools can look this up.",
    "There is no information on that.",
    "Sorry, I am unable to answer: no such page exists.",
    "This is not possible with what is there.",
  ],
  zh: [
    "我无法回答这个问题。",
    "现有工具都查不到这些信息。",
    "没有找到相关页面。",
    "很抱歉，做不到，缺少合适的工具。",
    "资料中没有记载。",
  ],
};
const MADE_UP = {
  en: ["It is 1234.", "In 1871.", "It opened on 3 May 1902."],
  zh: ["是1234。", "1871年。", "1902年5月3日。"],
};
const IDLE = {
  en: ["", "Hello!", "Let me see.", "All done.", "Yes."],
  zh: ["", "你好！", "让我看看。", "完成了。", "是的。"],
};

const TOOL_MISSING: typeof SOLVABLE = {
  right: ({ frame }, said) => [
    ...CANNOT[frame.language].map((answer) => episodeOf(answering(said, answer))),
    episodeOf([{ calls: [], give_up: "" }]),
    episodeOf([{ calls: [], give_up: CANNOT[frame.language][0]! }]),
  ],
  wrong: ({ frame: { language }, question }, said) => [
    ...[...MADE_UP[language], ...IDLE[language], question.query].map((answer) => episodeOf(answering(said, answer))),
    ...nearMisses(question.expected)
      .filter(
        (text) => !question.query.includes(text) && !/^-?\d$|^1[0-2]?$/.test(text) && !/^\d kg|^\d公斤/.test(text),
      )
      .map((text) => episodeOf(answering(said, `${CANNOT[language][0]} ${text}`))),
    ...MADE_UP[language].map((text) => episodeOf([{ calls: [], give_up: text }])),
    episodeOf(said.slice(0, -1)),
  ],
};

const INFEASIBLE: typeof SOLVABLE = {
  right: (made, said) =>
    TOOL_MISSING.right(made, said).map((episode) => ({
      ...episode,
      steps: [...episodeOf(said).steps.slice(0, -1), episode.steps.at(-1)!],
    })),
  wrong: (made, said) => [
    ...TOOL_MISSING.wrong(made, said),
    // It says again what a tool said.
    ...CANNOT[made.frame.language].map((answer) => episodeOf(answering(said, answer), { content: answer })),
    // It never looked, or no look came through.
    ...CANNOT[made.frame.language].map((answer) => episodeOf([{ calls: [], answer }])),
    ...CANNOT[made.frame.language].map((answer) => episodeOf(answering(said, answer), { failed: true })),
  ],
};

const NOUNS = {
  person: "人",
  city: "城市",
  company: "公司",
  bridge: "桥",
  book: "书",
  festival: "节日",
  museum: "博物馆",
};

const PARAMETER_MISSING: typeof SOLVABLE = {
  right: ({ frame, unnamed, question }, said) => {
    const noun = frame.language === "zh" ? NOUNS[unnamed!] : unnamed!;
    const answers =
      frame.language === "zh"
        ? [
            `您说的是哪个${noun}？名称是什么？`,
            `请告诉我${noun}的名字。`,
            `能说一下${noun}的名称吗？`,
            `${question.query}——请问${noun}叫什么？`,
          ]
        : [
            `Which ${noun} is it?`,
            `Could you tell me the name of the ${noun}?`,
            `What ${noun} do you mean?`,
            `"${question.query}" - which ${noun}?`,
          ];
    return [...answers.map((answer) => episodeOf([{ calls: [], answer }])), episodeOf(said)];
  },
  wrong: ({ frame: { language }, question, tools, encyclopedia: { entities } }, said) => {
    const search = tools.roles.search!;
    const parameter = Object.keys(search.parameters!["properties"] as object)[0]!;
    return [
      ...[...CANNOT[language], ...MADE_UP[language], ...IDLE[language], question.query].map((answer) =>
        episodeOf([{ calls: [], answer }]),
      ),
      episodeOf([{ calls: [], give_up: said.at(-1)!.answer! }]),
      episodeOf([{ calls: [], answer: `1871. ${said.at(-1)!.answer}` }]),
      // It asks, but has already looked for something that the user never said.
      ...entities
        .slice(0, 5)
        .map(({ name }) => episodeOf([{ calls: [{ name: search.name, arguments: { [parameter]: name } }] }, ...said])),
    ];
  },
};

const VERIFIERS: Readonly<Record<TaskKind, typeof SOLVABLE>> = {
  solvable: SOLVABLE,
  "no-tool": NO_TOOL,
  "tool-missing": TOOL_MISSING,
  "parameter-missing": PARAMETER_MISSING,
  infeasible: INFEASIBLE,
};

testVerifiers({
  sides: VERIFIERS,
  tasksOf: (kind, count) => firstTasks(makeTask, count, ({ frame }) => frame.kind === kind),
  solveTask,
  solved: (said) => episodeOf(said),
  judge: judgeTask,
  about: ({ question: { query } }, episode) => ({ query, episode }),
});
