import { globSync, readFileSync } from "node:fs";
import { EXIT_CODES, type ExitName } from "../src/core/errors.ts";

/** What each exit code means for someone who calls mat from a script. */
const MEANINGS: Readonly<Record<ExitName, string>> = {
  ok: "Everything was done.",
  bug: "mat has a fault: the message shows a stack and how to report it.",
  usage:
    "A command, flag or configuration value is wrong, or this Node or this build of mat cannot run. Nothing was done.",
  refused: "Done, but some rows were refused, each with a named reason; they are kept beside the output.",
  input: "Some input is missing, cannot be read, or is not what it was said to be. Nothing was written.",
  output:
    "The output cannot be written: no permission, a full disk, or something stands there already. Nothing half-written is left.",
  verify: "A dataset is not what its manifest says.",
  loss: "--strict was given, and the format cannot hold some field. Nothing was written.",
  busy: "Another process works on the same output.",
  endpoint:
    "A model's server, or an environment outside of mat, gave no answer; what was done is saved, and the same command goes on",
  interrupted: "Stopped with Ctrl-C. Nothing half-written is left.",
};

interface ErrorClass {
  readonly name: string;
  readonly exit: ExitName;
  readonly about: string;
}

/** Every class that extends MatError or a class of that kind, off the sources: its name, its exit code, its TSDoc. */
function errorClasses(): ErrorClass[] {
  const pattern =
    /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export class (\w+) extends (?:MatError|EndpointError) \{\s*(?:override )?readonly exit = "(\w+)"/g;
  const sources = globSync("src/**/*.ts")
    .sort()
    .map((file) => readFileSync(file, "utf8"));
  return sources.flatMap((source) =>
    [...source.matchAll(pattern)].map(([, comment, name, exit]) => ({
      name: name!,
      exit: exit as ExitName,
      about: proseOf(comment!),
    })),
  );
}

function proseOf(comment: string): string {
  return comment
    .replace(/^\s*\* ?/gm, "")
    .replace(/\{@link (\w+)\}/g, "`$1`")
    .trim()
    .replace(/\s*\n\s*/g, " ");
}

/** The reference of errors and exit codes. */
export function errorsPage(): string {
  const codes = Object.entries(EXIT_CODES).map(
    ([name, code]) => `| ${code} | \`${name}\` | ${MEANINGS[name as ExitName]} |`,
  );
  const classes = errorClasses().map(
    ({ name, exit, about }) => `| \`${name}\` | ${EXIT_CODES[exit]} (\`${exit}\`) | ${about} |`,
  );
  return [
    "# Errors and exit codes",
    "",
    "Every message names the place (file, line, row or id), the problem and the fix. With `--json` the same stands on standard",
    'output as `{"error": {"name", "problem", "fix", "place", "exit_code"}}`.',
    "",
    "## Exit codes",
    "",
    "| code | name | meaning |",
    "|---|---|---|",
    ...codes,
    "",
    "## Error classes",
    "",
    "All are exported by the library and extend `MatError`, which has `problem` as its message, `fix`, `place` and `exit`.",
    "",
    "| class | exit code | when |",
    "|---|---|---|",
    ...classes,
    "",
  ].join("\n");
}
