import type { Command, Option, OptionTable } from "./command.ts";
import { COMMAND_GROUPS } from "./command-groups.ts";
import { COMMANDS } from "./commands.ts";
import { commandsOf } from "./find-command.ts";
import { GLOBAL_OPTIONS } from "./global-options.ts";
import { usageOf } from "./usage.ts";

const WIDTH = 100;

/** What `mat --help` prints. The build writes it to a file, which `bin/mat.js` serves. */
export async function renderHelp(): Promise<string> {
  const commands = await Promise.all(
    Object.entries(COMMANDS).flatMap(([name, load]) => (name.includes(" ") ? [] : [load()])),
  );
  return [
    "mat turns the trajectories of language-model agents into checked training data.",
    "",
    "Usage: mat COMMAND [ARGUMENTS] [FLAGS]",
    "",
    "Commands:",
    ...columns([
      ...commands.map(({ command }): [string, string] => [command.name, command.summary]),
      ...Object.entries(COMMAND_GROUPS).map(([name, { summary }]): [string, string] => [name, summary]),
    ]),
    "",
    "  mat COMMAND --help says more; mat --version prints the version.",
    "",
    "First steps: mat quickstart",
    "",
  ].join("\n");
}

/** What `mat GROUP --help` prints. */
export async function renderGroupHelp(group: string): Promise<string> {
  const { summary, details } = COMMAND_GROUPS[group]!;
  const commands = await Promise.all(commandsOf(group).map(async (name) => (await COMMANDS[name]!()).command));
  return [
    ...wrap(`${summary}.`, 0),
    ...details.flatMap((paragraph) => ["", ...wrap(paragraph, 0)]),
    "",
    `Usage: mat ${group} COMMAND [ARGUMENTS] [FLAGS]`,
    ...section(
      "Commands",
      commands.map(({ name, summary: about }) => [name.slice(group.length + 1), about]),
    ),
    "",
    `  mat ${group} COMMAND --help says more.`,
    "",
    "Examples:",
    ...commands
      .slice(0, 1)
      .flatMap(({ examples }) => examples.flatMap(({ says, command }) => [`  # ${says}`, `  ${command}`])),
    "",
  ].join("\n");
}

/** What `mat COMMAND --help` prints. */
export async function renderCommandHelp(command: Command): Promise<string> {
  const more = Object.entries((await command.moreOptions?.()) ?? {}).filter(
    ([name]) => !Object.hasOwn(command.options, name),
  );
  return [
    ...wrap(`${command.summary}.`, 0),
    ...(command.details ?? []).flatMap((paragraph) => ["", ...wrap(paragraph, 0)]),
    "",
    `Usage: ${usageOf(command)}`,
    ...section(
      "Arguments",
      command.positionals.map((positional) => [positional.name, positional.summary]),
    ),
    ...section("Flags", flagRows(command.options)),
    ...section("Flags of single formats", flagRows(Object.fromEntries(more))),
    ...section("Flags of every command", flagRows(GLOBAL_OPTIONS)),
    "",
    "Examples:",
    ...command.examples.flatMap((example) => [`  # ${example.says}`, `  ${example.command}`]),
    "",
  ].join("\n");
}

function section(title: string, rows: readonly (readonly [string, string])[]): string[] {
  return rows.length === 0 ? [] : ["", `${title}:`, ...columns(rows)];
}

function flagRows(options: OptionTable): (readonly [string, string])[] {
  return Object.entries(options).map(([name, option]) => [flagOf(name, option), aboutOf(option)]);
}

/** A flag as it is written: `-o, --output PATH`. */
export function flagOf(name: string, option: Option): string {
  const short = option.short === undefined ? "" : `-${option.short}, `;
  const value = option.type === "flag" ? "" : ` ${option.value ?? "VALUE"}`;
  return `${short}--${name}${value}`;
}

/** What a flag does, with its choices and whether it must be there or may be repeated. */
export function aboutOf(option: Option): string {
  const notes: string[] = [];
  if (option.choices !== undefined) notes.push(`one of: ${option.choices.join(", ")}`);
  if (option.type === "list") notes.push("may be repeated");
  if (option.required === true) notes.push("needed");
  return notes.length === 0 ? option.summary : `${option.summary} (${notes.join("; ")})`;
}

/** Two columns; a left cell that is too wide stands on a line of its own. */
function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.min(26, Math.max(...rows.map(([left]) => left.length)));
  return rows.flatMap(([left, right]) => {
    const lines = wrap(right, width + 4);
    const first = left.length <= width ? `  ${left.padEnd(width)}  ${lines[0]!.trimStart()}` : undefined;
    return first === undefined ? [`  ${left}`, ...lines] : [first, ...lines.slice(1)];
  });
}

function wrap(text: string, indent: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && indent + line.length + 1 + word.length > WIDTH) {
      lines.push(" ".repeat(indent) + line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(" ".repeat(indent) + line);
  return lines;
}
