import type { Table } from "../table.ts";
import { type Engine, openEngine, type StatementResult } from "./engine.ts";
import { findUnfit } from "./find-unfit.ts";
import type { StatementKind } from "./run-one.ts";

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
  const running = engine.run(tables, sql, kind);
  // Whatever comes of it, the engine is free again only once the statement has ended.
  const settled = running.then(
    () => void idle.push(engine),
    () => putBack(engine),
  );
  void settled.finally(() => waiting.shift()?.());
  try {
    return await inTime(running, engine);
  } finally {
    if (!overdue.has(engine)) await settled;
  }
}

/** Engines whose statement nobody waits for any more. */
const overdue = new WeakSet<Engine>();

/** No honest statement over a few dozen rows takes a hundredth of this. */
const MOST_MILLISECONDS = 4000;

/** Interrupts what takes too long; what does not heed that is left to end by itself. */
async function inTime<T>(running: Promise<T>, engine: Engine): Promise<T> {
  let clocks: NodeJS.Timeout[] = [];
  const late = new Promise<never>((_, reject) => {
    const giveUp = () => {
      overdue.add(engine);
      reject(new Error("the statement took too long"));
    };
    clocks = [setTimeout(() => engine.interrupt(), MOST_MILLISECONDS), setTimeout(giveUp, MOST_MILLISECONDS + 1000)];
  });
  try {
    return await Promise.race([running, late]);
  } finally {
    for (const clock of clocks) clearTimeout(clock);
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

/** An engine that a statement has broken or held up is thrown away; a failed change may have left rows behind. */
async function putBack(engine: Engine): Promise<void> {
  try {
    if (overdue.has(engine)) throw new Error("held up");
    await engine.run([], "SELECT 1", "query");
    idle.push(engine);
  } catch {
    open--;
    engine.close();
  }
}
