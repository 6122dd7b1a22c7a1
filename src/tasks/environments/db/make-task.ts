import type { ExpectedAnswer } from "../../answers/expected-answer.ts";
import type { TaskOptions } from "../../environment.ts";
import { createNames, type NameSource } from "../../names/name-source.ts";
import { noToolQuestion } from "../../no-tool-question.ts";
import { type TaskFrame, taskFrame } from "../../task-frame.ts";
import { type DatabaseTools, drawTools } from "./db-tools.ts";
import type { DatabaseState } from "./db-world.ts";
import { DOMAINS } from "./domains.ts";
import { drawChange, drawRowChange } from "./draw-change.ts";
import { drawQuestion, drawValueQuestion } from "./draw-question.ts";
import { type Expected, expectedOf, isGivenAway, valuesLike } from "./expected-of.ts";
import { ghostOf } from "./ghost-of.ts";
import { makeTables, otherRow } from "./make-tables.ts";
import type { Ask, Change, Selection } from "./question.ts";
import { type Saying, sayChange, sayQuestion } from "./say-question.ts";
import { type Table, tableOf } from "./table.ts";
import { unnamedRow } from "./unnamed-row.ts";

/** A task with all that is behind it. */
export interface MadeTask {
  readonly frame: TaskFrame;
  readonly query: string;
  readonly tools: DatabaseTools;
  readonly state: DatabaseState;
  readonly goal: Goal;
}

/** What the query asks for. */
export type Goal =
  | { readonly type: "question"; readonly selection: Selection; readonly ask: Ask; readonly expected: Expected }
  | { readonly type: "change"; readonly change: Change }
  /** It says all that the answer needs. */
  | { readonly type: "stated"; readonly expected: ExpectedAnswer; readonly answer: string }
  /** A row of this table is left unnamed. */
  | { readonly type: "unnamed"; readonly table: Table }
  /** A row or a column that does not exist. */
  | {
      readonly type: "ghost";
      readonly table: Table;
      readonly row?: string;
      readonly column?: string;
      /** Words and names that could be made up in place of an answer. */
      readonly values: readonly string[];
    };

/** Makes a task up by its number: its tables, query and tools. */
export function makeTask(options: TaskOptions, number: number): MadeTask {
  const frame = taskFrame("db", options, number);
  const { random, language, level, kind } = frame;
  const { split } = options;
  const names = createNames(random, language, split);
  const tables = makeTables({ random, names, language, level, split }, random.pick(DOMAINS));
  const stale = tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => (random.chance(0.6) ? otherRow(random, table, row) : row)),
  }));
  const asked = ASK[kind]({ frame, names, saying: { random, language, tables } });
  const tools = drawTools(random, { language, level, split, missing: kind === "tool-missing" });
  return { frame, ...asked, tools, state: { tables, stale, language } };
}

interface Draw {
  readonly frame: TaskFrame;
  readonly names: NameSource;
  readonly saying: Saying;
}

type Asked = Pick<MadeTask, "query" | "goal">;

const ASK: Readonly<Record<TaskFrame["kind"], (draw: Draw) => Asked>> = {
  solvable: (draw) => (draw.frame.random.chance(0.3) ? changing(draw) : questioning(draw)),
  "tool-missing": questioning,
  "no-tool": ({ frame, names }) => {
    const { query, expected, answer } = noToolQuestion(frame.random, frame.language, names);
    return { query, goal: { type: "stated", expected, answer } };
  },
  "parameter-missing": unnamed,
  infeasible: ghostly,
};

function questioning({ frame: { random, level }, saying }: Draw): Asked {
  for (;;) {
    const { selection, ask, right } = drawQuestion(random, saying.tables, level);
    const query = sayQuestion(saying, selection, ask);
    const expected = expectedOf(saying.tables, selection, ask, right, query);
    if (!isGivenAway(expected, query)) return { query, goal: { type: "question", selection, ask, expected } };
  }
}

function changing({ frame: { random, level }, saying }: Draw): Asked {
  const change = drawChange(random, saying.tables, level);
  return { query: sayChange(saying, change), goal: { type: "change", change } };
}

/** A question or a change for a row that is spoken of as if it were known. */
function unnamed({ frame: { random, level, language }, saying }: Draw): Asked {
  const { tables } = saying;
  if (random.chance(0.4)) {
    const change = drawRowChange(random, tables);
    const table = tables[0]!;
    return { query: sayChange(saying, change, unnamedRow(random, table, language)), goal: { type: "unnamed", table } };
  }
  const { selection, ask } = drawValueQuestion(random, tables, Math.min(level, 3));
  const table = tableOf(tables, selection.table);
  const query = sayQuestion(saying, selection, ask, unnamedRow(random, table, language));
  return { query, goal: { type: "unnamed", table } };
}

function ghostly(draw: Draw): Asked {
  const { saying, frame } = draw;
  const { random, level } = frame;
  const { selection, ask, right } = drawValueQuestion(random, saying.tables, Math.min(level, 3));
  const table = tableOf(saying.tables, selection.table);
  const { phrase, column, row } = ghostOf(draw, table);
  // What is asked of a row that exists is a column that does not.
  const query = column === undefined ? sayQuestion(saying, selection, ask, phrase) : phrase;
  const values = column === undefined ? valuesLike(expectedOf(saying.tables, selection, ask, right, query)) : [];
  return { query, goal: { type: "ghost", table, values, ...(row === undefined ? { column: column! } : { row }) } };
}
