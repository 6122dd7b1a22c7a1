import { UsageError } from "../core/errors.ts";
import { nearestName } from "../core/nearest-name.ts";
import type { Command } from "./command.ts";
import { COMMAND_GROUPS } from "./command-groups.ts";
import { COMMANDS } from "./commands.ts";

/** What the words of a command line name: a command, or a group of commands, and the words behind that. */
export type FoundCommand =
  | { readonly command: Command; readonly rest: readonly string[] }
  | { readonly group: string; readonly rest: readonly string[] };

/** Finds the command that words begin with. Throws UsageError, with the nearest name, where there is none. */
export async function findCommand(words: readonly string[]): Promise<FoundCommand> {
  const name = nameOfCommand(words);
  if (name !== undefined)
    return { command: (await COMMANDS[name]!()).command, rest: words.slice(name.split(" ").length) };
  const [first = "", second] = words;
  if (!Object.hasOwn(COMMAND_GROUPS, first)) throw unknownCommand(first, Object.keys(COMMANDS).map(firstWord));
  if (second === undefined || second.startsWith("-")) return { group: first, rest: words.slice(1) };
  throw unknownCommand(second, commandsOf(first).map(lastWord), first);
}

/** The name of the command that words begin with, or of the group; undefined where they begin with neither. */
export function knownName(words: readonly string[]): string | undefined {
  const [first = ""] = words;
  return nameOfCommand(words) ?? (Object.hasOwn(COMMAND_GROUPS, first) ? first : undefined);
}

/** The names of the commands of a group. */
export function commandsOf(group: string): string[] {
  return Object.keys(COMMANDS).filter((name) => firstWord(name) === group);
}

function nameOfCommand(words: readonly string[]): string | undefined {
  return [words.slice(0, 2).join(" "), words[0] ?? ""].find((name) => Object.hasOwn(COMMANDS, name));
}

function firstWord(name: string): string {
  return name.split(" ")[0]!;
}

function lastWord(name: string): string {
  return name.split(" ").at(-1)!;
}

function unknownCommand(word: string, known: readonly string[], group?: string): UsageError {
  const inside = group === undefined ? "mat" : `mat ${group}`;
  if (word.startsWith("-"))
    return new UsageError(
      `the name of a command comes first, but here comes ${word}`,
      `${inside} --help lists the commands.`,
    );
  const nearest = nearestName(word, new Set(known));
  const hint = nearest === undefined ? "" : `Did you mean ${inside} ${nearest}? `;
  const problem = group === undefined ? `there is no command ${word}` : `${inside} has no command ${word}`;
  return new UsageError(problem, `${hint}${inside} --help lists the commands.`);
}
