import type { Table } from "../table.ts";
import { type Engine, openEngine, type StatementKind, type StatementResult } from "./engine.ts";
import { findUnfit } from "./find-unfit.ts";

/** Engines that work at the same time; a world holds none between its calls, so that thousands can be open. */
const MOST_ENGINES = 2;

const idle: Engine[] = [];
const waiting: (() => void)[] = [];
let open = 0;

/** Runs one statement over the tables of a world. Rejects with a message that says what is wrong with it. */
export async function runStatement(
  tables: readonly Table[],
  sql: string,
  kind: StatementKind,
): Promise<StatementResult> {
  const unfit = findUnfit(sql);
  if (unfit !== undefined) throw new Error(`"${unfit}" cannot be used here`);
  while (idle.length === 0 && open >= MOST_ENGINES) await new Promise<void>((resolve) => waiting.push(resolve));
  const engine = await takeEngine();
  try {
    const result = await engine.run(tables, sql, kind);
    idle.push(engine);
    return result;
  } catch (error) {
    await putBack(engine);
    throw error;
  } finally {
    waiting.shift()?.();
  }
}

async function takeEngine(): Promise<Engine> {
  const engine = idle.pop();
  if (engine !== undefined) return engine;
  open++;
  try {
    return await openEngine();
  } catch (error) {
    open--;
    throw error;
  }
}

/** An engine that a statement has broken is thrown away; a failed change may have left rows behind. */
async function putBack(engine: Engine): Promise<void> {
  try {
    await engine.run([], "SELECT 1", "query");
    idle.push(engine);
  } catch {
    open--;
    engine.close();
  }
}
