import yargs from "yargs";
import { UsageError } from "../core/errors.ts";
import { nearestName } from "../core/nearest-name.ts";
import type { JsonValue } from "../core/json/value.ts";
import type { Command, FormatOption, Option, OptionTable, ParsedArguments } from "./command.ts";
import { GLOBAL_OPTIONS } from "./global-options.ts";
import { splitList } from "./split-list.ts";
import { usageOf } from "./usage.ts";

/**
 * The words after a command's name, checked against its tables. Throws UsageError, naming the nearest flag, for a flag that
 * the command does not have, a missing or unusable value, and a missing or extra argument.
 */
export async function parseArguments(command: Command, words: readonly string[]): Promise<ParsedArguments> {
  const more = (await command.moreOptions?.()) ?? {};
  const table: OptionTable = { ...more, ...command.options, ...GLOBAL_OPTIONS };
  checkFlagValues(command, table, words);
  const parsed = readWords(command, table, words);
  const options: Record<string, ReturnType<typeof valueOf>> = {};
  for (const [name, option] of Object.entries(table)) options[name] = valueOf(command, name, option, parsed[name]);
  return {
    positionals: positionalsOf(command, parsed["_"] as string[]),
    options,
    more: moreOf(more, options, parsed),
  };
}

/** yargs takes a lone `-` for no value at all; a word with a NUL in it can come from no shell. */
const STANDARD_STREAM = "\0-";

function readWords(command: Command, table: OptionTable, words: readonly string[]): Record<string, unknown> {
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

function valueOf(command: Command, name: string, option: Option, value: unknown): string | string[] | number | boolean | undefined {
  if (option.type === "flag") return value === true;
  if (option.type === "list") return listOf(command, name, option, value);
  if (Array.isArray(value)) throw new UsageError(`--${name} was given ${value.length} times`, "Give it once.");
  if (value === undefined) {
    if (option.required === true) throw missing(command, name, option);
    return undefined;
  }
  const text = String(value);
  if (text === "") throw new UsageError(`--${name} needs a value`, `Write --${name} ${option.value ?? "VALUE"}.`);
  checkChoice(name, option, text);
  return option.type === "number" ? wholeNumber(name, text) : text;
}

function listOf(command: Command, name: string, option: Option, value: unknown): string[] {
  const items = Array.isArray(value) ? value.map(String).flatMap((word) => (option.commas === false ? [word] : splitList(word))) : [];
  if (value !== undefined && items.length === 0) {
    throw new UsageError(`--${name} needs a value`, `Write --${name} ${option.value ?? "VALUE"}.`);
  }
  if (items.length === 0 && option.required === true) throw missing(command, name, option);
  for (const item of items) checkChoice(name, option, item);
  return items;
}

function missing(command: Command, name: string, option: Option): UsageError {
  const flag = option.short === undefined ? `--${name}` : `-${option.short}`;
  return new UsageError(
    `mat ${command.name} needs ${flag} ${option.value ?? "VALUE"}: ${lowerFirst(option.summary)}`,
    `mat ${command.name} --help shows an example.`,
  );
}

function checkChoice(name: string, option: Option, text: string): void {
  if (option.choices === undefined || option.choices.includes(text)) return;
  const nearest = nearestName(text, option.choices);
  const hint = nearest === undefined ? "" : `Did you mean ${nearest}? `;
  throw new UsageError(`--${name} cannot be "${text}"`, `${hint}It is one of: ${option.choices.join(", ")}.`);
}

function wholeNumber(name: string, text: string): number {
  if (/^-?\d+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
  throw new UsageError(`--${name} must be a whole number, but is "${text}"`, `Write for example --${name} 20.`);
}

function positionalsOf(command: Command, words: readonly string[]): Record<string, string | undefined> {
  const { positionals } = command;
  if (words.length > positionals.length) {
    throw new UsageError(
      `mat ${command.name} does not know what to do with "${words[positionals.length]}"`,
      `Usage: ${usageOf(command)}`,
    );
  }
  const result: Record<string, string | undefined> = {};
  for (const [index, positional] of positionals.entries()) {
    if (words[index] === undefined && positional.required === true) {
      throw new UsageError(`mat ${command.name} needs ${positional.name}: ${lowerFirst(positional.summary)}`, `Usage: ${usageOf(command)}`);
    }
    result[positional.name] = words[index];
  }
  return result;
}

function moreOf(
  more: Readonly<Record<string, FormatOption>>,
  options: Readonly<Record<string, string | string[] | number | boolean | undefined>>,
  parsed: Readonly<Record<string, unknown>>,
): Record<string, JsonValue> {
  const given: Record<string, JsonValue> = {};
  for (const [name, option] of Object.entries(more)) {
    const value = options[name];
    if (parsed[name] !== undefined && value !== undefined) given[option.key] = value;
  }
  return given;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
