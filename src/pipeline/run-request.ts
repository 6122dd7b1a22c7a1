import type { FilterRequest } from "../filter/filter-request.ts";
import type { Sampling } from "../llm/endpoint/sampling.ts";
import type { Language } from "../templates/template.ts";
import type { CassetteChoice } from "./choose-cassette.ts";
import type { Connection } from "./connection/connection.ts";

/** A run as a user asks for it: see `mat generate`. */
export interface RunRequest {
  /** `builtin:search`, `db`, or files of tasks. */
  readonly tasks: readonly string[];
  /** A library, or names of templates. */
  readonly templates: readonly string[];
  readonly model: string;
  /** Errors that the reader is to make on purpose, and how likely each is at a step. */
  readonly errors?: Readonly<Record<string, number>> | undefined;
  readonly episodes: number;
  readonly perTask?: number | undefined;
  readonly seed?: number | undefined;
  /** Of tasks that mat makes; those of the templates if none is given. */
  readonly languages?: readonly Language[] | undefined;
  /** Of tasks that mat makes; all if none is given. */
  readonly levels?: readonly number[] | undefined;
  readonly split?: "train" | "test" | undefined;
  /** Keep the first so many that pass the filters. */
  readonly accept?: number | undefined;
  readonly filters?: readonly FilterRequest[] | undefined;
  readonly shardSize?: number | undefined;
  /** Calls of the model in one episode. */
  readonly maxSteps?: number | undefined;
  /** Where the model is served; absent for one that comes with mat. */
  readonly connection?: Connection | undefined;
  /** How a served model is asked. */
  readonly sampling?: Sampling | undefined;
  /** Tokens of one prompt, at most: past that the memory is cut. */
  readonly maxPromptTokens?: number | undefined;
  /** Files and modules of tools of one's own, for tasks that are queries alone. */
  readonly tools?: readonly string[] | undefined;
  /** Environments in Python that tasks name: the name of one that comes with mat, or the file of one's own. */
  readonly environments?: readonly string[] | undefined;
  /** MCP servers, for the same tasks: commands, addresses, JSON files. */
  readonly mcp?: readonly string[] | undefined;
  /** Tools may ask servers on this machine and in private networks; no part of the plan. */
  readonly allowPrivate?: boolean | undefined;
  /** Record what tools give, or take it from a recording; off unless given. */
  readonly cassette?: CassetteChoice["cassette"];
  /** The cassette's folder; recorded in the run's own unless given. */
  readonly cassetteFile?: string | undefined;
  /** What prompts say the date is. */
  readonly date?: string | undefined;
  /** The run's folder: the plan names files as seen from there. */
  readonly output: string;
}

/** What is no part of a plan, or only by its hash. */
export type BroughtAlong = Pick<RunRequest, "tools" | "mcp" | "environments" | "allowPrivate" | "connection">;

/** Who is told what while tools are loaded and used. */
export interface ToolWatch {
  /** A line that an MCP server's program writes to standard error. */
  readonly onServerLine?: ((server: string, line: string) => void) | undefined;
  /** A tool of an MCP server that cannot be used, and why. */
  readonly onLeftOut?: ((tool: string) => void) | undefined;
  /** Gives the start of a server up. */
  readonly signal?: AbortSignal | undefined;
}
