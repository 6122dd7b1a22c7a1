import type { DuckDBConnection } from "@duckdb/node-api";
import type { Table } from "../table.ts";
import { loadTables, readTables } from "./load-tables.ts";

/** What may be run: something that only reads, or something that changes rows. */
export type StatementKind = "query" | "change";

/** Rows as text, and the tables as they are behind the statement. */
export interface StatementResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  /** There are more rows than these. */
  readonly more: boolean;
  readonly tables: readonly Table[];
}

/** A database in memory that holds the tables of one world at a time. */
export interface Engine {
  /** Runs one statement over tables, with nothing else in reach. Rejects with DuckDB's message. */
  run(tables: readonly Table[], sql: string, kind: StatementKind): Promise<StatementResult>;
  /** Makes the statement that is running fail, where it is at a point at which it can. */
  interrupt(): void;
  close(): void;
}

/** No file, no extension, no thread of its own, little memory; none of it can be set otherwise later. */
const CONFIGURATION = {
  threads: "1",
  max_memory: "64MB",
  max_temp_directory_size: "0KB",
  enable_external_access: "false",
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
};
/** How many rows are shown of a result. */
const MOST_ROWS = 50;
/** Opens an engine; DuckDB is loaded only here. */
export async function openEngine(): Promise<Engine> {
  const { DuckDBInstance, StatementType } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", CONFIGURATION);
  const connection = await instance.connect();
  await connection.run("SET lock_configuration = true");
  const allowed = {
    query: [StatementType.SELECT],
    change: [StatementType.INSERT, StatementType.UPDATE, StatementType.DELETE],
  };
  let loaded: readonly Table[] = [];
  return {
    async run(tables, sql, kind) {
      if (loaded !== tables) await loadTables(connection, loaded, tables);
      loaded = tables;
      const shown = await runOne(connection, sql, kind, allowed[kind]);
      if (kind === "query") return { ...shown, tables };
      loaded = await readTables(connection, tables);
      return { ...shown, tables: loaded };
    },
    interrupt: () => connection.interrupt(),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function runOne(
  connection: DuckDBConnection,
  sql: string,
  kind: StatementKind,
  allowed: readonly number[],
): Promise<Omit<StatementResult, "tables">> {
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) throw new Error("exactly one statement can be run at a time");
  const statement = await statements.prepare(0);
  try {
    if (!allowed.includes(statement.statementType)) throw new Error(NOT_ALLOWED[kind]);
    // A change is made to its end; of a query's rows only so many are ever computed.
    const reader = await (kind === "change" ? statement.runAndReadAll() : statement.streamAndReadUntil(MOST_ROWS + 1));
    const rows = reader.getRowsJson();
    return { columns: reader.columnNames(), rows: rows.slice(0, MOST_ROWS), more: rows.length > MOST_ROWS };
  } finally {
    statement.destroySync();
  }
}

const NOT_ALLOWED: Readonly<Record<StatementKind, string>> = {
  query: "only a SELECT can be run here",
  change: "only INSERT, UPDATE and DELETE can be run here",
};
