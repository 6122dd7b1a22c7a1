import type { DuckDBConnection } from "@duckdb/node-api";
import { findUnfit } from "../db/duckdb/find-unfit.ts";
import { runOne, type ShownRows } from "../db/duckdb/run-one.ts";
import { HeldUpError } from "./held-up-error.ts";
import { quoted } from "./quoted.ts";

/** A table as a describing tool shows it. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: number;
}

/** Tables that anybody's SELECT may be run over. */
export interface TableDatabase {
  readonly tables: readonly TableShape[];
  /** Runs one SELECT with nothing else in reach. Rejects with a message that says what is wrong with it. */
  select(sql: string): Promise<ShownRows>;
  /** Texts of the columns that hold one of these. */
  textsBeside(texts: readonly string[]): Promise<string[]>;
  /** Did a statement run on beyond its time? No other can be run then. */
  readonly stuck: boolean;
  /** Ends it once what runs has ended. */
  close(): void;
}

/** How the tables of a database are loaded. */
export interface TableLoading {
  load(connection: DuckDBConnection): Promise<void>;
  /** Put the rows of each table in the opposite order: what a result shows of their order is chance. */
  readonly reversed?: boolean;
}

const CONFIGURATION = {
  threads: "1",
  max_memory: "1GB",
  max_temp_directory_size: "0KB",
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
};
/** No honest statement over a million rows takes longer. */
const MOST_MILLISECONDS = 4000;
const MOST_TEXTS = 300;
const LONGEST_SQL = 10_000;

/** Loads tables into a database in memory, and then closes it to all but SELECT: no file, no setting, no extension. */
export async function openTableDatabase({ load, reversed = false }: TableLoading): Promise<TableDatabase> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", CONFIGURATION);
  const connection = await instance.connect();
  try {
    await load(connection);
    const tables = await shapesOf(connection);
    if (reversed) for (const { name } of tables) await reverse(connection, name);
    await connection.run("SET enable_external_access = false; SET lock_configuration = true");
    return serve(connection, tables, () => {
      connection.closeSync();
      instance.closeSync();
    });
  } catch (error) {
    connection.closeSync();
    instance.closeSync();
    throw error;
  }
}

function serve(connection: DuckDBConnection, tables: readonly TableShape[], end: () => void): TableDatabase {
  const columns = new Set(tables.flatMap((table) => table.columns.map(({ name }) => name.toLowerCase())));
  let last: Promise<unknown> = Promise.resolve();
  let running: Promise<unknown> = last;
  let stuck = false;
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(() => {
      if (stuck) throw new HeldUpError();
      const started = work();
      running = started;
      return inTime(started, connection, () => {
        stuck = true;
      });
    });
    last = done.catch(() => undefined);
    return done;
  }
  return {
    tables,
    get stuck() {
      return stuck;
    },
    async select(sql) {
      if (sql.length > LONGEST_SQL) throw new Error("the statement is too long");
      const unfit = unfitIn(sql, columns);
      if (unfit !== undefined) throw new Error(`"${unfit}" cannot be used here`);
      return inTurn(() => runOne(connection, sql, "query"));
    },
    // Our own statements end by themselves, a scan of each column of text.
    textsBeside: (texts) => inTurn(() => textsBeside(connection, tables, texts)),
    // What was given up on may still run.
    close: () => void last.then(() => running.catch(() => undefined)).then(end),
  };
}

/** A word that may not be used, unless it is the name of a column and called as nothing. */
function unfitIn(sql: string, columns: ReadonlySet<string>): string | undefined {
  const unfit = findUnfit(sql);
  if (unfit === undefined || !columns.has(unfit.toLowerCase())) return unfit;
  const called = new RegExp(`\\b${unfit}\\b"?\\s*\\(`, "i").test(sql);
  return called ? unfit : unfitIn(sql.replace(new RegExp(`\\b${unfit}\\b`, "gi"), "_"), columns);
}

/** Interrupts what takes too long; what does not heed that is given up, and the database with it. */
async function inTime<T>(work: Promise<T>, connection: DuckDBConnection, giveUp: () => void): Promise<T> {
  let clocks: NodeJS.Timeout[] = [];
  const late = new Promise<never>((_, reject) => {
    const end = () => {
      giveUp();
      reject(new Error("the statement took too long"));
    };
    clocks = [setTimeout(() => connection.interrupt(), MOST_MILLISECONDS), setTimeout(end, MOST_MILLISECONDS + 1000)];
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    for (const clock of clocks) clearTimeout(clock);
  }
}

async function shapesOf(connection: DuckDBConnection): Promise<TableShape[]> {
  const read = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
  const listed = await read(
    "SELECT table_name, column_name, data_type FROM information_schema.columns ORDER BY table_name, ordinal_position",
  );
  const names = [...new Set(listed.map(([table]) => String(table)))];
  const shapes: TableShape[] = [];
  for (const name of names) {
    const [count] = await read(`SELECT count(*) FROM ${quoted(name)}`);
    const own = listed.filter(([table]) => table === name);
    const columns = own.map(([, column, type]) => ({ name: String(column), type: String(type) }));
    shapes.push({ name, columns, rows: Number(count?.[0]) });
  }
  return shapes;
}

async function reverse(connection: DuckDBConnection, table: string): Promise<void> {
  const [from, to] = [quoted(table), quoted(`${table} reversed`)];
  await connection.run(
    `CREATE TABLE ${to} AS SELECT * FROM ${from} ORDER BY rowid DESC; DROP TABLE ${from}; ALTER TABLE ${to} RENAME TO ${from}`,
  );
}

async function textsBeside(
  connection: DuckDBConnection,
  tables: readonly TableShape[],
  texts: readonly string[],
): Promise<string[]> {
  const found = new Set<string>();
  const list = texts.map((text) => `'${text.replaceAll("'", "''")}'`).join(", ");
  for (const table of tables) {
    for (const { name, type } of table.columns) {
      if (type !== "VARCHAR") continue;
      const [column, from] = [quoted(name), quoted(table.name)];
      const others = `SELECT DISTINCT ${column} FROM ${from} WHERE ${column} IS NOT NULL AND length(${column}) <= 100`;
      const holds = `EXISTS (SELECT 1 FROM ${from} WHERE ${column} IN (${list}))`;
      const read = await connection.runAndReadAll(`${others} AND ${holds} ORDER BY 1 LIMIT ${MOST_TEXTS}`);
      for (const [text] of read.getRowsJson()) if (found.size < MOST_TEXTS) found.add(String(text));
    }
  }
  return [...found].sort();
}
