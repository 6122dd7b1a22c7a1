import type { Table } from "../table.ts";
import { loadTables, readTables } from "./load-tables.ts";
import { runOne, type ShownRows, type StatementKind } from "./run-one.ts";

/** Rows as text, and the tables as they are behind the statement. */
export interface StatementResult extends ShownRows {
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

/** Opens an engine; DuckDB is loaded only here. */
export async function openEngine(): Promise<Engine> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", CONFIGURATION);
  const connection = await instance.connect();
  await connection.run("SET lock_configuration = true");
  let loaded: readonly Table[] = [];
  return {
    async run(tables, sql, kind) {
      if (loaded !== tables) await loadTables(connection, loaded, tables);
      loaded = tables;
      const shown = await runOne(connection, sql, kind);
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
