import yargs from "yargs";
import { UsageError } from "../core/errors.ts";
import { nearestName } from "../core/nearest-name.ts";
import type { Command, OptionTable } from "./command.ts";

/** yargs takes a lone `-` for no value at all; a word with a NUL in it can come from no shell. */
const STANDARD_STREAM = "\0-";

/**
 * The words as yargs reads them: a value by the name of each flag, and the others under `_`. Numbers stay texts. Throws
 * UsageError for a flag that the table does not have.
 */
export function readWords(command: Command, table: OptionTable, words: readonly string[]): Record<string, unknown> {
  checkFlagValues(command, table, words);
  const parser = yargs(words.map((word) => (word === "-" ? STANDARD_STREAM : word)))
    .locale("en")
    .help(false)
    .version(false)
    .exitProcess(false)
    .fail(false)
    .parserConfiguration({
      "camel-case-expansion": false,
      "dot-notation": false,
      "parse-numbers": false,
      "parse-positional-numbers": false,
      "boolean-negation": false,
      "short-option-groups": false,
      "strip-aliased": true,
      // `--input a b c` may swallow what follows only where no argument can follow.
      "greedy-arrays": command.positionals.length === 0,
    });
  for (const [name, option] of Object.entries(table)) {
    parser.option(name, {
      type: option.type === "flag" ? "boolean" : "string",
      array: option.type === "list",
      ...(option.short === undefined ? {} : { alias: option.short }),
    });
  }
  const { $0: _, ...parsed } = parser.parseSync() as Record<string, unknown>;
  const unknown = Object.keys(parsed).find((name) => name !== "_" && !Object.hasOwn(table, name));
  if (unknown !== undefined) throw unknownFlag(command, table, unknown);
  return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, withDash(value)]));
}

function withDash(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withDash);
  return value === STANDARD_STREAM ? "-" : value;
}

function unknownFlag(command: Command, table: OptionTable, name: string): UsageError {
  const nearest = nearestName(name, Object.keys(table));
  const dashes = name.length === 1 ? "-" : "--";
  const hint = nearest === undefined ? "" : `Did you mean --${nearest}? `;
  return new UsageError(
    `mat ${command.name} has no flag ${dashes}${name}`,
    `${hint}mat ${command.name} --help lists its flags.`,
  );
}

/** yargs reads `--strict=maybe` as false: refuse it instead. */
function checkFlagValues(command: Command, table: OptionTable, words: readonly string[]): void {
  for (const word of words) {
    if (word === "--") return;
    const [, name, value] = /^--([^=]+)=(.*)$/s.exec(word) ?? [];
    if (name === undefined || table[name]?.type !== "flag" || value === "true" || value === "false") continue;
    throw new UsageError(`--${name} takes no value, but got "${value}"`, `Write mat ${command.name} ... --${name}`);
  }
}
