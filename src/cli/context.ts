import type { Log } from "./log.ts";
import type { Progress } from "./progress.ts";

/** What a command gets from the command line around it. Standard output is for data, standard error for people. */
export interface CommandContext {
  /** Aborted, with an InterruptedError as its reason, when the user presses Ctrl-C or nobody reads standard output any more. */
  readonly signal: AbortSignal;
  readonly log: Log;
  readonly progress: Progress;
  /** For a job's `onProgress`: shows how many rows are done. */
  readonly rowProgress: (done: { readonly rows: number }) => void;
  /** Standard output is a terminal that shows colours. */
  readonly colour: boolean;
  /** Columns of the terminal on standard output; undefined where it is none. */
  readonly width: number | undefined;
  /** `--json` was given. */
  readonly json: boolean;
  /** Writes to standard output. */
  write(text: string): void;
  /** Writes a line to standard error. */
  say(line: string): void;
  /**
   * What a command ends with: with `--json` the report as one JSON object on standard output, else its text, which goes to
   * standard output when it is what was asked for (`data`) and to standard error when the data is elsewhere (`summary`).
   */
  report(report: object, text: { readonly data: string } | { readonly summary: string }): void;
}
