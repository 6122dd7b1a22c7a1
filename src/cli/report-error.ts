import { describePlace, EXIT_CODES, MatError } from "../core/errors.ts";
import { visibleText } from "../core/visible-text.ts";

/** How a failure ends the program: the exit code, the text for people, and the object for `--json`. */
export interface ErrorReport {
  readonly exitCode: number;
  readonly text: string;
  readonly json: { readonly error: Readonly<Record<string, unknown>> };
}

/**
 * The one place that turns a failure into a message and an exit code: a MatError says the place, the problem and the fix;
 * anything else is a bug and shows its stack and how to report it.
 */
export function reportError(error: unknown, command: string): ErrorReport {
  return error instanceof MatError ? reportMatError(error, command) : reportBug(error, command);
}

function reportMatError(error: MatError, command: string): ErrorReport {
  const place = describePlace(error.place);
  const { name, message: problem, fix, exit } = error;
  const exitCode = EXIT_CODES[exit];
  return {
    exitCode,
    text: visibleText(`${command}: ${place === "" ? "" : `${place}: `}${problem}\n  Fix: ${fix}\n`),
    json: { error: { name, problem, fix, place: error.place, exit_code: exitCode } },
  };
}

function reportBug(error: unknown, command: string): ErrorReport {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const version = `Node ${process.versions.node}, ${process.platform} ${process.arch}`;
  return {
    exitCode: EXIT_CODES.bug,
    text: [
      `${command}: this is a bug in mat, not in your data.`,
      stack,
      `  To report it: open an issue with the text above, the command line, the output of mat --version, and: ${version}.`,
      "  To see more: run the same command with --log-level debug --log-file mat.log.",
      "",
    ].join("\n"),
    json: {
      error: {
        name: "Bug",
        problem: error instanceof Error ? error.message : String(error),
        stack,
        exit_code: EXIT_CODES.bug,
      },
    },
  };
}
