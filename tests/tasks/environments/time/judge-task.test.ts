import { expect, test } from "vitest";
import type { Trajectory } from "../../../../src/core/trajectory.ts";
import { judgeTask } from "../../../../src/tasks/environments/time/judge-task.ts";
import type { MadeTask } from "../../../../src/tasks/environments/time/make-task.ts";
import { solveTask } from "../../../../src/tasks/environments/time/solve-task.ts";
import type { TaskKind } from "../../../../src/tasks/task.ts";
import { addDays } from "../../../../src/tools/calendar/calendar-day.ts";
import { answering, episodeOf } from "../sample-episodes.ts";
import { type Sides as SidesOf, testVerifiers } from "../test-verifiers.ts";
import { nearMisses, spellings, tasksOf } from "./sample-answers.ts";

type Sides = SidesOf<MadeTask, Trajectory>;

function restated(text: string, zh: boolean): string[] {
  return zh
    ? [`答案是${text}。`, `查过之后，应为 **${text}**`]
    : [`The answer is ${text}.`, `I looked it up: it is ${text} [date_tool]`];
}

const SOLVABLE: Sides = {
  right: (made, said) => {
    const zh = made.frame.language === "zh";
    const answers = spellings(made.question.expected).flatMap((text) => [text, ...restated(text, zh)]);
    // The calls in another order, and one look alone.
    const others = [
      [...said.slice(0, -1).reverse(), said.at(-1)!],
      [said[0]!, said.at(-1)!],
    ];
    return [...answers.map((answer) => episodeOf(answering(said, answer))), ...others.map((steps) => episodeOf(steps))];
  },
  wrong: ({ question, frame }, said) => {
    const zh = frame.language === "zh";
    const misses = nearMisses(question.expected, question.query);
    const right = spellings(question.expected)[0]!;
    const answers = [
      ...misses.flatMap((text) => [text, ...restated(text, zh)]),
      ...misses.map((text) => (zh ? `${right}或${text}` : `${right} or ${text}`)),
      [right, ...misses].join(", "),
      ...["", question.query, zh ? `不是${right}` : `It is not ${right}.`, zh ? "我不知道" : "I do not know."],
    ];
    return [
      ...answers.map((answer) => episodeOf(answering(said, answer))),
      // No look at all, looks that failed, a give-up, no ending.
      episodeOf(said.slice(-1)),
      episodeOf(said, { failed: true }),
      episodeOf([...said.slice(0, -1), { calls: [], give_up: right }]),
      episodeOf(said.slice(0, -1)),
    ];
  },
};

const NO_TOOL: Sides = {
  right: ({ question, frame }, said) =>
    spellings(question.expected)
      .flatMap((text) => [text, ...restated(text, frame.language === "zh")])
      .map((answer) => episodeOf(answering(said, answer))),
  wrong: ({ question, tools }, said) => [
    ...[...nearMisses(question.expected, question.query), "", question.query].map((answer) =>
      episodeOf(answering(said, answer)),
    ),
    ...tools.tools.slice(0, 3).map(({ name }) => episodeOf([{ calls: [{ name, arguments: {} }] }, ...said])),
    episodeOf([{ calls: [], give_up: question.answer }]),
  ],
};

const CANNOT = {
  en: [
    "I cannot find that out with the tools I have.",
    "None of my tools can look this up.",
    "There is no record of that.",
    "Sorry, I am unable to answer: no such entry exists.",
    "This is not possible with what is there.",
  ],
  zh: [
    "我无法回答这个问题。",
    "现有工具都查不到这些信息。",
    "没有找到相关记录。",
    "很抱歉，做不到，缺少合适的工具。",
    "登记簿中没有记载。",
  ],
};
const MADE_UP = {
  en: [
    "It is a Tuesday.",
    "The year of the Monkey.",
    "It is Grain Rain.",
    "That would be 3 May 2021.",
    "It is 412 days.",
  ],
  zh: ["是星期二。", "猴年。", "是谷雨。", "应该是2021年5月3日。", "一共412天。"],
};
const IDLE = {
  en: ["", "Hello!", "Let me see.", "All done.", "Yes."],
  zh: ["", "你好！", "让我看看。", "完成了。", "是的。"],
};

const TOOL_MISSING: Sides = {
  right: ({ frame }, said) => [
    ...CANNOT[frame.language].map((answer) => episodeOf(answering(said, answer))),
    episodeOf([{ calls: [], give_up: "" }]),
    episodeOf([{ calls: [], give_up: CANNOT[frame.language][0]! }]),
  ],
  wrong: ({ frame: { language }, question, tools }, said) => [
    ...[...MADE_UP[language], ...IDLE[language], question.query].map((answer) => episodeOf(answering(said, answer))),
    ...nearMisses(question.expected, question.query)
      .filter((text) => !question.query.toLowerCase().includes(text.toLowerCase()) && !/^-?\d$|^1[0-2]?$/.test(text))
      .map((text) => episodeOf(answering(said, `${CANNOT[language][0]} ${text}`))),
    // It says again what a tool said.
    ...CANNOT[language].map((answer) =>
      episodeOf([{ calls: [{ name: tools.tools[0]!.name, arguments: {} }] }, { calls: [], answer }], {
        content: answer,
      }),
    ),
    episodeOf([{ calls: [], give_up: MADE_UP[language][3]! }]),
    episodeOf(said.slice(0, -1)),
  ],
};

const INFEASIBLE: Sides = {
  right: (made, said) =>
    TOOL_MISSING.right(made, said).map((episode) => ({
      ...episode,
      steps: [...episodeOf(said).steps.slice(0, -1), episode.steps.at(-1)!],
    })),
  wrong: ({ frame: { language }, question }, said) => [
    ...[...IDLE[language], MADE_UP[language][3]!, MADE_UP[language][4]!, question.query].map((answer) =>
      episodeOf(answering(said, answer)),
    ),
    ...CANNOT[language].flatMap((answer) => [
      episodeOf(answering(said, answer), { content: answer }),
      // A date out of an old entry, or out of nowhere.
      episodeOf(answering(said, `${answer} ${MADE_UP[language][3]}`)),
      // It never looked, or no look came through.
      episodeOf([{ calls: [], answer }]),
      episodeOf(answering(said, answer), { failed: true }),
    ]),
  ],
};

const PARAMETER_MISSING: Sides = {
  right: ({ frame: { language }, unnamed, question }, said) => {
    const questions = {
      en: {
        event: ["Which event is it?", "Could you tell me the name of the event?", `"${question.query}" - what event?`],
        day: ["Which day is it?", "Could you tell me the date?", `"${question.query}" - what date?`],
      },
      zh: {
        event: ["您说的是哪个活动？", "请告诉我活动的名称。", `${question.query}——请问活动叫什么？`],
        day: ["您说的是哪一天？", "请告诉我具体日期。", `${question.query}——请问是哪天？`],
      },
    };
    return [...questions[language][unnamed!].map((answer) => episodeOf([{ calls: [], answer }])), episodeOf(said)];
  },
  wrong: ({ frame: { language }, question, tools, world }, said) => {
    const register = tools.roles.register!;
    const parameter = Object.keys(register.parameters!["properties"] as object)[0]!;
    return [
      ...[...CANNOT[language], ...MADE_UP[language], ...IDLE[language], question.query].map((answer) =>
        episodeOf([{ calls: [], answer }]),
      ),
      episodeOf([{ calls: [], give_up: said.at(-1)!.answer! }]),
      ...MADE_UP[language].slice(3).map((text) => episodeOf([{ calls: [], answer: `${text} ${said.at(-1)!.answer}` }])),
      // It asks, but has already looked for something that the user never said.
      ...world.events
        .slice(0, 5)
        .map(({ name }) =>
          episodeOf([{ calls: [{ name: register.name, arguments: { [parameter]: name } }] }, ...said]),
        ),
    ];
  },
};

const VERIFIERS: Readonly<Record<TaskKind, Sides>> = {
  solvable: SOLVABLE,
  "no-tool": NO_TOOL,
  "tool-missing": TOOL_MISSING,
  "parameter-missing": PARAMETER_MISSING,
  infeasible: INFEASIBLE,
};

testVerifiers({
  sides: VERIFIERS,
  tasksOf,
  solveTask,
  solved: (said) => episodeOf(said),
  judge: judgeTask,
  about: ({ question: { query } }, episode) => ({ query, episode }),
});

test("an answer may say the dates on the way, and no other", () => {
  const made = tasksOf("solvable", 200).find(
    ({ question, frame }) =>
      question.expected.kind === "date" && frame.language === "en" && question.ask!.x.type === "shift",
  )!;
  const said = solveTask(made);
  const { along } = made.question.expected;
  const way = along.find((text) => /^\d+ \w+ \d{4}$/.test(text))!;
  const day = made.question.expected as unknown as { year: number; month: number; day: number };
  const other = addDays(day, 9);
  const answer = `First ${way}, and then ${spellings(made.question.expected)[0]}.`;
  expect(judgeTask(made, episodeOf(answering(said, answer))).reward).toBe(1);
  const iso = `${other.year}-${other.month}-${other.day}`;
  expect(judgeTask(made, episodeOf(answering(said, answer.replace(way, iso)))).reward).toBe(0);
});
