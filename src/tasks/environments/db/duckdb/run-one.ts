import type { DuckDBConnection } from "@duckdb/node-api";

/** What may be run: something that only reads, or something that changes rows. */
export type StatementKind = "query" | "change";

/** The first rows of a result, as JSON says their values. */
export interface ShownRows {
  readonly columns: readonly string[];
  /** DuckDB's name of each column's type. */
  readonly types: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  /** There are more rows than these. */
  readonly more: boolean;
}

/** How many rows are shown of a result. */
const MOST_ROWS = 50;

/** Runs one statement of a kind, and none of any other. Rejects with DuckDB's message. */
export async function runOne(connection: DuckDBConnection, sql: string, kind: StatementKind): Promise<ShownRows> {
  const { StatementType } = await import("@duckdb/node-api");
  const allowed = {
    query: [StatementType.SELECT],
    change: [StatementType.INSERT, StatementType.UPDATE, StatementType.DELETE],
  };
  const statements = await connection.extractStatements(sql).catch((error: Error) => {
    // All that DuckDB says of a text without a statement: it is empty, or a comment.
    throw error.message === "Error in native callback" ? new Error("there is no statement to run") : error;
  });
  if (statements.count !== 1) throw new Error("exactly one statement can be run at a time");
  const statement = await statements.prepare(0);
  try {
    if (!allowed[kind].includes(statement.statementType)) throw new Error(NOT_ALLOWED[kind]);
    // A change is made to its end; of a query's rows only so many are ever computed.
    const reader = await (kind === "change" ? statement.runAndReadAll() : statement.streamAndReadUntil(MOST_ROWS + 1));
    const rows = reader.getRowsJson();
    const types = reader.columnTypes().map(String);
    return { columns: reader.columnNames(), types, rows: rows.slice(0, MOST_ROWS), more: rows.length > MOST_ROWS };
  } finally {
    statement.destroySync();
  }
}

const NOT_ALLOWED: Readonly<Record<StatementKind, string>> = {
  query: "only a SELECT can be run here",
  change: "only INSERT, UPDATE and DELETE can be run here",
};
