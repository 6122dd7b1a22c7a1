import { applyChange } from "../../../../src/tasks/environments/db/evaluate.ts";
import type { Expected } from "../../../../src/tasks/environments/db/expected-of.ts";
import { judgeTask, stateHash } from "../../../../src/tasks/environments/db/judge-task.ts";
import { type MadeTask, makeTask } from "../../../../src/tasks/environments/db/make-task.ts";
import { solveTask } from "../../../../src/tasks/environments/db/solve-task.ts";
import type { Cell, Table } from "../../../../src/tasks/environments/db/table.ts";
import type { TaskKind } from "../../../../src/tasks/task.ts";
import type { AgentStep } from "../../../../src/templates/protocol/agent-step.ts";
import { answering, episodeOf } from "../sample-episodes.ts";
import { firstTasks } from "../sample-tasks.ts";
import { type Sides, testVerifiers } from "../test-verifiers.ts";

/** An episode, and the tables behind it where these are not those before. */
interface Played {
  readonly episode: ReturnType<typeof episodeOf>;
  readonly tables?: readonly Table[];
}
type Asked = "change" | TaskKind;

const played = (said: readonly AgentStep[], more?: Parameters<typeof episodeOf>[1]): Played => ({
  episode: episodeOf(said, more),
});
const isZh = ({ frame }: MadeTask) => frame.language === "zh";
const MONTHS = "January February March April May June July August September October November December".split(" ");

/** What is right, in several spellings of which each alone is. */
function spellings(expected: Expected, zh: boolean): string[] {
  if (expected.kind === "names") {
    const { names, ordered } = expected;
    const lists = [names.join(", "), names.join("\n"), names.map((name, at) => `${at + 1}. ${name}`).join("\n")];
    return [...lists, names.join("、"), ...(ordered ? [] : [names.toReversed().join("; ")])];
  }
  if (expected.kind === "text") return [expected.forms[0]!, `**${expected.forms[0]}**`, `"${expected.forms[0]}"`];
  if (expected.kind === "date") {
    const { year, month, day } = expected;
    return [`${year}/${month}/${day}`, `${day} ${MONTHS[month - 1]} ${year}`, `${year}年${month}月${day}日`];
  }
  const { value, unit = "" } = expected;
  const measured = zh || !/\p{Script=Han}/u.test(unit) ? [`${value} ${unit}`, `${value}${unit}`] : [];
  return [String(value), value.toFixed(2), value.toLocaleString("en-US", { maximumFractionDigits: 2 }), ...measured];
}

/** Values that are near what is right, and wrong. */
function nearMisses(expected: Expected): string[] {
  if (expected.kind === "names") {
    const { names, rivals, ordered } = expected;
    const other = rivals.find((name) => !names.includes(name))!;
    const some = names.slice(1).join(", ");
    return [
      some,
      [...names, other].join(", "),
      `${some}, ${other}`,
      ...(ordered ? [names.toReversed().join(", ")] : []),
    ];
  }
  if (expected.kind === "text") return expected.rivals.filter((name) => !expected.forms.includes(name)).slice(0, 5);
  if (expected.kind === "date") {
    const { year, month, day } = expected;
    return [`${year}-${month}-${day + 1}`, `${year + 1}-${month}-${day}`, `${day} ${MONTHS[month % 12]} ${year}`];
  }
  const { value } = expected;
  return [value + 1, value * 10 + 1, -value - 1, value + 0.02, value - 0.5]
    .map((one) => one.toFixed(2))
    .filter((one) => !expected.along.join().includes(String(Number(one))));
}

/** Tables in which something else happened: a cell, a row less, a row more, in this or another table. */
function disturbed(tables: readonly Table[]): Table[][] {
  const changed = (at: number, rows: (rows: Table["rows"]) => Table["rows"]) =>
    tables.map((table, place) => (place === at ? { ...table, rows: rows(table.rows) } : table));
  const otherCell = (row: readonly Cell[]): Cell[] =>
    row.map((cell, at) => (at !== row.length - 1 ? cell : typeof cell === "number" ? cell + 1 : `${cell}x`));
  return tables
    .slice(0, 2)
    .flatMap((_, at) => [
      changed(at, (rows) => rows.slice(1)),
      changed(at, (rows) => [...rows, rows[0]!]),
      changed(at, ([first, ...rest]) => [otherCell(first!), ...rest]),
    ]);
}

const CANNOT = {
  en: [
    "I cannot find that out with the tools I have.",
    "There is no such record.",
    "Sorry, I am unable to answer this.",
  ],
  zh: ["我无法回答这个问题。", "没有找到相关记录。", "很抱歉，做不到，缺少合适的工具。"],
};
const MADE_UP = { en: ["It is 1234.", "On 3 May 2022."], zh: ["是1234。", "2022年5月3日。"] };
const IDLE = { en: ["", "Hello!", "Let me see.", "All done."], zh: ["", "你好！", "让我看看。", "完成了。"] };

const questionOf = ({ goal }: MadeTask) => goal as Extract<MadeTask["goal"], { type: "question" }>;

const SOLVABLE: Sides<MadeTask, Played> = {
  right: (made, said) => {
    const zh = isZh(made);
    const answers = spellings(questionOf(made).expected, zh).flatMap((text) => [
      text,
      zh ? `答案是${text}。` : `The answer is ${text}.`,
    ]);
    return [
      ...answers.map((answer) => played(answering(said, answer))),
      // Less of a look at the tables, and one more query.
      played(said.slice(-2)),
      played([...said.slice(0, -1), said.at(-2)!, said.at(-1)!]),
      {
        episode: episodeOf(said),
        tables: made.state.tables.map((table) => ({ ...table, rows: table.rows.toReversed() })),
      },
    ];
  },
  wrong: (made, said) => {
    const { query, state } = made;
    const { expected } = questionOf(made);
    const zh = isZh(made);
    const right = spellings(expected, zh)[0]!;
    const misses = nearMisses(expected);
    return [
      ...misses.map((answer) => played(answering(said, answer))),
      ...misses.map((text) => played(answering(said, zh ? `${right}或${text}` : `${right} or ${text}`))),
      ...["", query, zh ? "我不知道" : "I do not know."].map((answer) => played(answering(said, answer))),
      // Everything there is, no query, one that failed, a give-up, no ending.
      played(answering(said, JSON.stringify(state.tables.map(({ rows }) => rows)))),
      played(said.slice(-1)),
      played([...said.slice(0, -2), said.at(-1)!]),
      played(said, { failed: true }),
      played([...said.slice(0, -1), { calls: [], give_up: right }]),
      played(said.slice(0, -1)),
      ...disturbed(state.tables).map((tables) => ({ episode: episodeOf(said), tables })),
    ];
  },
};

const DONE = {
  en: ["Done.", "The change has been made.", "1 row changed", "All set, the database is up to date."],
  zh: ["完成。", "已经修改好了。", "修改了1行", "数据库已更新。"],
};

const CHANGE: typeof SOLVABLE = {
  right: (made, said) => {
    const { change } = made.goal as Extract<MadeTask["goal"], { type: "change" }>;
    const tables = applyChange(made.state.tables, change);
    const reversed = tables.map((table) => ({ ...table, rows: table.rows.toReversed() }));
    return [
      ...DONE[made.frame.language].map((answer) => ({ episode: episodeOf(answering(said, answer)), tables })),
      { episode: episodeOf(said.slice(-2)), tables },
      { episode: episodeOf(said), tables: reversed },
    ];
  },
  wrong: (made, said) => {
    const { change } = made.goal as Extract<MadeTask["goal"], { type: "change" }>;
    const tables = applyChange(made.state.tables, change);
    const twice = applyChange(tables, change);
    return [
      // Said, but not done; done, and something else too; done twice over.
      ...DONE[made.frame.language].map((answer) => played(answering(said, answer))),
      ...disturbed(tables).map((after) => ({ episode: episodeOf(said), tables: after })),
      ...disturbed(made.state.tables).map((after) => ({ episode: episodeOf(said), tables: after })),
      ...(stateHash(twice) === stateHash(tables) ? [] : [{ episode: episodeOf(said), tables: twice }]),
      // Done, but said to be impossible, or never ended.
      ...CANNOT[made.frame.language].map((answer) => ({ episode: episodeOf(answering(said, answer)), tables })),
      { episode: episodeOf([...said.slice(0, -1), { calls: [], give_up: "no" }]), tables },
      { episode: episodeOf(said.slice(0, -1)), tables },
    ];
  },
};

const NO_TOOL: typeof SOLVABLE = {
  right: (made, said) => {
    const { expected } = made.goal as Extract<MadeTask["goal"], { type: "stated" }>;
    return spellings(expected, isZh(made)).map((answer) => played(answering(said, answer)));
  },
  wrong: (made, said) => {
    const { expected, answer } = made.goal as Extract<MadeTask["goal"], { type: "stated" }>;
    return [
      ...[...nearMisses(expected), "", made.query].map((text) => played(answering(said, text))),
      ...made.tools.tools.slice(0, 3).map(({ name }) => played([{ calls: [{ name, arguments: {} }] }, ...said])),
      played([{ calls: [], give_up: answer }]),
      ...disturbed(made.state.tables).map((tables) => ({ episode: episodeOf(said), tables })),
    ];
  },
};

const TOOL_MISSING: typeof SOLVABLE = {
  right: ({ frame: { language } }, said) => [
    ...CANNOT[language].map((answer) => played(answering(said, answer))),
    played([{ calls: [], give_up: "" }]),
    played([{ calls: [], give_up: CANNOT[language][0]! }]),
  ],
  wrong: ({ frame: { language }, query, state }, said) => [
    ...[...MADE_UP[language], ...IDLE[language], query].map((answer) => played(answering(said, answer))),
    ...MADE_UP[language].map((text) => played(answering(said, `${CANNOT[language][0]} ${text}`))),
    ...MADE_UP[language].map((text) => played([{ calls: [], give_up: text }])),
    ...disturbed(state.tables).map((tables) => ({ episode: episodeOf(said), tables })),
    played(said.slice(0, -1)),
  ],
};

const INFEASIBLE: typeof SOLVABLE = {
  right: ({ frame: { language } }, said) => [
    ...CANNOT[language].map((answer) => played(answering(said, answer))),
    played([...said.slice(0, -1), { calls: [], give_up: "" }]),
  ],
  wrong: (made, said) => [
    ...TOOL_MISSING.wrong(made, said),
    // It says again what a tool said, never looked, or no look came through.
    ...CANNOT[made.frame.language].map((answer) => played(answering(said, answer), { content: answer })),
    ...CANNOT[made.frame.language].map((answer) => played([{ calls: [], answer }])),
    ...CANNOT[made.frame.language].map((answer) => played(answering(said, answer), { failed: true })),
  ],
};

const PARAMETER_MISSING: typeof SOLVABLE = {
  right: ({ goal, query, frame, tools }, said) => {
    const { noun, measure, named } = (goal as Extract<MadeTask["goal"], { type: "unnamed" }>).table;
    const answers =
      frame.language === "zh"
        ? [
            `是哪${measure}${noun}？`,
            `请告诉我${noun}的${named ? "名称" : "编号"}。`,
            `${query}——请问是哪一${measure}？`,
          ]
        : [
            `Which ${noun} is it?`,
            `Could you tell me the ${named ? "name" : "number"} of the ${noun}?`,
            `What ${noun} do you mean?`,
          ];
    const look = Object.values(tools.roles).find((tool) => Object.keys(tool.parameters!["properties"]!).length === 0)!;
    return [
      ...answers.map((answer) => played([{ calls: [], answer }])),
      // A look at what tables there are names no row.
      played([{ calls: [{ name: look.name, arguments: {} }] }, ...said]),
    ];
  },
  wrong: ({ goal, query, frame: { language }, tools, state }, said) => {
    const { table } = goal as Extract<MadeTask["goal"], { type: "unnamed" }>;
    const [parameter] = Object.keys(tools.roles.query!.parameters!["properties"]!);
    const guess = (row: readonly Cell[]) => `SELECT * FROM x WHERE y = ${table.named ? `'${row[1]}'` : row[0]}`;
    return [
      ...[...CANNOT[language], ...MADE_UP[language], ...IDLE[language], query].map((answer) =>
        played([{ calls: [], answer }]),
      ),
      played([{ calls: [], give_up: said.at(-1)!.answer! }]),
      played([{ calls: [], answer: `1871. ${said.at(-1)!.answer}` }]),
      // It asks, but has already looked for a row of its own choice, or changed something.
      ...table.rows
        .slice(0, 4)
        .map((row) =>
          played([{ calls: [{ name: tools.roles.query!.name, arguments: { [parameter!]: guess(row) } }] }, ...said]),
        ),
      ...disturbed(state.tables).map((tables) => ({ episode: episodeOf(said), tables })),
    ];
  },
};

const VERIFIERS: Readonly<Record<Asked, typeof SOLVABLE>> = {
  solvable: SOLVABLE,
  change: CHANGE,
  "no-tool": NO_TOOL,
  "tool-missing": TOOL_MISSING,
  "parameter-missing": PARAMETER_MISSING,
  infeasible: INFEASIBLE,
};

testVerifiers({
  sides: VERIFIERS,
  // Those that change rows are a kind of their own.
  tasksOf: (kind, count) =>
    firstTasks(makeTask, count, ({ goal, frame }) => (goal.type === "change" ? "change" : frame.kind) === kind),
  solveTask,
  judge: (made, { episode, tables = made.state.tables }) => judgeTask(made, episode, tables),
  about: ({ query }, { episode }) => ({ query, episode }),
});
