/** What gives another result each time, speaks of the machine and not of the tables, or only blows a value up. */
const UNFIT =
  /\b(?:random|setseed|uuid\w*|gen_random_uuid|now|today|current_(?!schema)\w+|get_current_\w+|localtime\w*|transaction_timestamp|txid_current|nextval|currval|sample|tablesample|version|pragma\w*|duckdb_\w+|getvariable|getenv|repeat|lpad|rpad)\b/i;

/** The first word of a statement that is not to be used, wherever it stands. */
export function findUnfit(sql: string): string | undefined {
  return UNFIT.exec(sql)?.[0];
}
