/** An MCP server as a user names it. Texts hold `${NAME}` as they were written: they are filled in when it is started. */
export interface McpServer {
  /** Stands before the names of its tools where two servers have one of the same name. */
  readonly name: string;
  readonly reached: McpProgram | McpAddress;
  /** Names of the environment variables that it is given a value of. */
  readonly variables: readonly string[];
  /** Secrets that stand in the file itself, by what is shown in their place. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** A server that is a program, and speaks over its standard input and output. */
export interface McpProgram {
  readonly over: "stdio";
  readonly command: readonly string[];
  /** What it is given beside PATH and HOME. */
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
}

/** A server at an address. */
export interface McpAddress {
  readonly over: "http" | "sse";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}
