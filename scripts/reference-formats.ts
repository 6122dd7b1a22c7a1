import { flagName } from "../src/cli/format-options.ts";
import {
  describeFormats,
  type FormatDescription,
  type FormatOptionDescription,
} from "../src/format/describe-formats.ts";

/** The reference of formats. */
export async function formatsPage(): Promise<string> {
  const formats = await describeFormats();
  return [
    "# Formats",
    "",
    "| format | what it is | read | written |",
    "|---|---|---|---|",
    ...formats.map(({ name, title, reads, writes, folder }) => {
      const written = writes ? (folder ? "yes, as a folder" : "yes") : "no";
      return `| [\`${name}\`](../formats/${name}.md) | ${title} | ${reads ? "yes" : "no"} | ${written} |`;
    }),
    "",
    "`mat formats` prints the same. Whatever a format cannot hold is counted in the report of an export, by field.",
    "",
    ...formats.flatMap(formatSection),
  ].join("\n");
}

function formatSection(format: FormatDescription): string[] {
  return [
    `## ${format.name}`,
    "",
    `${format.title}. One row: \`${format.row}\`.`,
    "",
    ...(format.writes ? [...lossLines(format), ""] : []),
    ...optionTable("Flags for reading:", format.read_options),
    ...optionTable("Flags for writing:", format.write_options),
  ];
}

function lossLines({ loses }: FormatDescription): string[] {
  return loses.length === 0 ? ["Loses nothing."] : ["Cannot hold:", "", ...loses.map((field) => `- ${field}`)];
}

function optionTable(title: string, options: readonly FormatOptionDescription[]): string[] {
  if (options.length === 0) return [];
  const rows = options.map(({ name, type, description, required, default: usual }) => {
    const notes = [required ? "needed" : "", usual === undefined ? "" : `default ${JSON.stringify(usual)}`].filter(
      (note) => note !== "",
    );
    return `| \`--${flagName(name)}\` | ${type.replaceAll("|", " or ")} | ${description}${notes.length === 0 ? "" : ` (${notes.join("; ")})`} |`;
  });
  return [title, "", "| flag | value | meaning |", "|---|---|---|", ...rows, ""];
}
