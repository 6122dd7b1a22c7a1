import { UsageError } from "../core/errors.ts";
import { nearestName } from "../core/nearest-name.ts";
import type { Command, Option } from "./command.ts";
import { lowerFirst } from "./lower-first.ts";
import { splitList } from "./split-list.ts";

/** What a flag can be given as, once it is read. */
export type OptionValue = string | readonly string[] | number | boolean | undefined;

/** The value of one flag, off what `readWords` has for it. Throws UsageError when it is missing or cannot be used. */
export function readValue(command: Command, name: string, option: Option, value: unknown): OptionValue {
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
  if (option.type === "number") return wholeNumber(name, text);
  return option.type === "fraction" ? anyNumber(name, text) : text;
}

function listOf(command: Command, name: string, option: Option, value: unknown): string[] {
  const items = Array.isArray(value)
    ? value.map(String).flatMap((word) => (option.commas === false ? [word] : splitList(word)))
    : [];
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

function anyNumber(name: string, text: string): number {
  if (/^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return Number(text);
  throw new UsageError(`--${name} must be a number, but is "${text}"`, `Write for example --${name} 0.5.`);
}

function wholeNumber(name: string, text: string): number {
  if (/^-?\d+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
  throw new UsageError(`--${name} must be a whole number, but is "${text}"`, `Write for example --${name} 20.`);
}
