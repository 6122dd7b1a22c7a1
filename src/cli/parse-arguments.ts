import { UsageError } from "../core/errors.ts";
import type { JsonValue } from "../core/json/value.ts";
import type { Command, FormatOption, OptionTable, ParsedArguments } from "./command.ts";
import { GLOBAL_OPTIONS } from "./global-options.ts";
import { lowerFirst } from "./lower-first.ts";
import { type OptionValue, readValue } from "./read-value.ts";
import { readWords } from "./read-words.ts";
import { usageOf } from "./usage.ts";

/**
 * The words after a command's name, checked against its tables. Throws UsageError, naming the nearest flag, for a flag that
 * the command does not have, a missing or unusable value, and a missing or extra argument.
 */
export async function parseArguments(command: Command, words: readonly string[]): Promise<ParsedArguments> {
  const more = await moreOptions(command, words);
  const table: OptionTable = { ...more, ...command.options, ...GLOBAL_OPTIONS };
  const parsed = readWords(command, table, words);
  const options: Record<string, OptionValue> = {};
  for (const [name, option] of Object.entries(table)) options[name] = readValue(command, name, option, parsed[name]);
  return {
    positionals: positionalsOf(command, parsed["_"] as string[]),
    options,
    more: moreOf(more, options, parsed),
  };
}

/** The flags that the command's formats bring along. All formats are loaded only where a flag is not of those that are named. */
async function moreOptions(
  command: Command,
  words: readonly string[],
): Promise<Readonly<Record<string, FormatOption>>> {
  const some = (await command.moreOptions?.(words)) ?? {};
  const known = { ...some, ...command.options, ...GLOBAL_OPTIONS };
  const flags = words.flatMap((word) => /^--?([^-=][^=]+)/.exec(word)?.[1] ?? []);
  return flags.every((flag) => Object.hasOwn(known, flag)) ? some : ((await command.moreOptions?.()) ?? {});
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
      throw new UsageError(
        `mat ${command.name} needs ${positional.name}: ${lowerFirst(positional.summary)}`,
        `Usage: ${usageOf(command)}`,
      );
    }
    result[positional.name] = words[index];
  }
  return result;
}

function moreOf(
  more: Readonly<Record<string, FormatOption>>,
  options: Readonly<Record<string, OptionValue>>,
  parsed: Readonly<Record<string, unknown>>,
): Record<string, JsonValue> {
  const given: Record<string, JsonValue> = {};
  for (const [name, option] of Object.entries(more)) {
    const value = options[name];
    if (parsed[name] !== undefined && value !== undefined) given[option.key] = value as JsonValue;
  }
  return given;
}
