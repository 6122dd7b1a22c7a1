import type { Command, OptionTable } from "../src/cli/command.ts";
import { COMMANDS } from "../src/cli/commands.ts";
import { GLOBAL_OPTIONS } from "../src/cli/global-options.ts";
import { aboutOf, flagOf } from "../src/cli/render-help.ts";
import { usageOf } from "../src/cli/usage.ts";

/** The reference of commands. */
export async function commandsPage(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map(async (load) => (await load()).command));
  const sections = await Promise.all(commands.map(commandSection));
  return [
    "# Commands",
    "",
    ...commands.map(({ name, summary }) => `- [\`mat ${name}\`](#mat-${name.replace(" ", "-")}): ${summary}`),
    "",
    "Flags of every command:",
    "",
    ...flagTable(GLOBAL_OPTIONS),
    "",
    "Data and `--json` go to standard output, everything meant for people to standard error. Exit codes: see [errors](errors.md).",
    "",
    ...sections.flat(),
  ].join("\n");
}

async function commandSection(command: Command): Promise<string[]> {
  const more = Object.entries((await command.moreOptions?.()) ?? {}).filter(
    ([name]) => !Object.hasOwn(command.options, name),
  );
  return [
    `## mat ${command.name}`,
    "",
    `${command.summary}.`,
    "",
    ...(command.details ?? []).flatMap((paragraph) => [escapeCell(paragraph), ""]),
    `    ${usageOf(command)}`,
    "",
    ...command.positionals.map(({ name, summary }) => `- \`${name}\`: ${escapeCell(summary)}`),
    ...(command.positionals.length === 0 ? [] : [""]),
    ...tableSection(command.options),
    ...tableSection(Object.fromEntries(more), "Flags of single formats:"),
    ...command.examples.map(({ command: example, says }) => `- ${says}: \`${example}\``),
    "",
  ];
}

function tableSection(options: OptionTable, title?: string): string[] {
  if (Object.keys(options).length === 0) return [];
  return [...(title === undefined ? [] : [title, ""]), ...flagTable(options), ""];
}

function flagTable(options: OptionTable): string[] {
  const rows = Object.entries(options).map(
    ([name, option]) => `| \`${flagOf(name, option)}\` | ${escapeCell(aboutOf(option))} |`,
  );
  return ["| flag | meaning |", "|---|---|", ...rows];
}

function escapeCell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;");
}
