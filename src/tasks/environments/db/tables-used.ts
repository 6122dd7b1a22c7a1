import type { Goal } from "./make-task.ts";
import type { Ask, Path, Selection } from "./question.ts";
import { type Table, tableOf } from "./table.ts";

/** The tables that a goal needs, in the order in which one comes upon them. */
export function tablesUsed(goal: Goal, tables: readonly Table[]): string[] {
  if (goal.type === "question") return [...new Set([...ofSelection(goal.selection), ...ofAsk(goal.ask)])];
  if (goal.type === "change")
    return goal.change.type === "insert"
      ? ofInsert(tables, goal.change.table)
      : [...new Set(ofSelection(goal.change.selection))];
  return goal.type === "ghost" ? [goal.table.name] : [];
}

function ofInsert(tables: readonly Table[], table: string): string[] {
  return [table, ...tableOf(tables, table).columns.flatMap(({ refersTo }) => refersTo ?? [])];
}

function ofSelection({ table, conditions }: Selection): string[] {
  return [table, ...conditions.flatMap(({ path }) => ofPath(path))];
}

function ofAsk(ask: Ask): string[] {
  if (ask.type === "top") return [ask.hop.table];
  return ask.type === "value" ? ofPath(ask.path) : [];
}

function ofPath({ hops }: Path): string[] {
  return hops.map(({ table }) => table);
}
