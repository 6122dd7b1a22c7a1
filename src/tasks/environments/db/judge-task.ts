import { canonicalJson, sha256 } from "../../../core/hash.ts";
import type { JsonValue } from "../../../core/json/value.ts";
import type { Trajectory } from "../../../core/trajectory.ts";
import { asksFor } from "../../answers/asks-for.ts";
import { endingOf, type MadeCall, madeCalls } from "../../answers/ending.ts";
import { judgeInfeasible, judgementOf, judgeNoTool, judgeToolMissing } from "../../answers/judge-kind.ts";
import { plainText } from "../../answers/plain-text.ts";
import { namesNewValue } from "../../answers/says-it-cannot.ts";
import { saysItIsDone } from "../../answers/says-it-is-done.ts";
import type { Judgement } from "../../environment.ts";
import { applyChange } from "./evaluate.ts";
import { valuesLike } from "./expected-of.ts";
import type { Goal, MadeTask } from "./make-task.ts";
import { matchesExpected } from "./match-expected.ts";
import type { Table } from "./table.ts";
import type { Role } from "./tool-wordings.ts";
import { phrasesForRow } from "./unnamed-row.ts";

/** Judges an episode by what its task asked for, and by the tables that it left behind. */
export function judgeTask(made: MadeTask, trajectory: Trajectory, tables: readonly Table[]): Judgement {
  const { goal, state } = made;
  if (goal.type === "change") return judgeChange(made, goal, trajectory, tables);
  const { checks } = judgeAnswer(made, goal, trajectory);
  // Whoever asks a question wants nothing changed.
  return judgementOf({ ...checks, nothing_changed: stateHash(tables) === stateHash(state.tables) });
}

/** A hash over all rows of all tables; their order in a table is no part of it. */
export function stateHash(tables: readonly Table[]): string {
  const rows = tables.map((table) => [table.name, ...table.rows.map((row) => canonicalJson([...row])).sort()]);
  return sha256(canonicalJson(rows as JsonValue));
}

type Answerable = Exclude<Goal, { readonly type: "change" }>;

function judgeAnswer(made: MadeTask, goal: Answerable, trajectory: Trajectory): Judgement {
  const { query, frame } = made;
  if (goal.type === "stated") return judgeNoTool(trajectory, goal.expected);
  if (goal.type === "unnamed") return judgeUnnamed(made, goal.table, trajectory);
  if (goal.type === "ghost") {
    const looks: readonly Role[] = goal.row === undefined ? ["overview", "describe", "query"] : ["query"];
    return judgeInfeasible(trajectory, query, goal.values, looked(made, looks));
  }
  if (frame.kind === "tool-missing") return judgeToolMissing(trajectory, query, valuesLike(goal.expected));
  const { answer } = endingOf(trajectory);
  return judgementOf({
    answered: answer !== undefined,
    right_answer: answer !== undefined && matchesExpected(goal.expected, answer),
    looked: madeCalls(trajectory).some(looked(made, ["query"])),
  });
}

function looked({ tools }: MadeTask, roles: readonly Role[]): (call: MadeCall) => boolean {
  const names = roles.map((role) => tools.roles[role]?.name);
  return ({ name, failed }) => !failed && names.includes(name);
}

function judgeChange(
  { query, state }: MadeTask,
  { change }: Extract<Goal, { readonly type: "change" }>,
  trajectory: Trajectory,
  tables: readonly Table[],
): Judgement {
  const { answer } = endingOf(trajectory);
  return judgementOf({
    answered: answer !== undefined,
    reports_it_done: answer !== undefined && saysItIsDone(answer, query),
    right_state: stateHash(tables) === stateHash(applyChange(state.tables, change)),
  });
}

/** The agent asks which row is meant, answers nothing beside it, and no call is about a row of its own choice. */
function judgeUnnamed({ query, frame, state }: MadeTask, table: Table, trajectory: Trajectory): Judgement {
  const { answer = "" } = endingOf(trajectory);
  const known = plainText(query);
  const names = state.tables.flatMap(({ named, rows }) => (named ? rows.map((row) => String(row[1])) : []));
  return judgementOf({
    asks: asksFor(answer, query, phrasesForRow(table, frame.language)),
    no_made_up_value: !namesNewValue(plainText(answer), known, []),
    nothing_invented: !madeCalls(trajectory).some((call) => inventsRow(call, known, names)),
  });
}

/** No id is this small; limits of queries may be. */
const SMALL = 9;

/** A call that names a row, or gives a number or a text that the user never gave. */
function inventsRow(call: MadeCall, known: string, names: readonly string[]): boolean {
  const text = plainText(Object.values(call.arguments).map(String).join(" "));
  const literals = [...text.matchAll(/'([^']*)'/g)].map(([, one]) => one!);
  const numbers = (text.match(/(?<![\p{L}\d_])\d+(?![\p{L}\d_])/gu) ?? []).filter((one) => Number(one) > SMALL);
  const given = [...literals, ...numbers, ...names.map(plainText).filter((name) => text.includes(name))];
  return given.some((one) => !known.includes(one));
}
