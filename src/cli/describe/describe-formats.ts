import type { FormatDescription, FormatOptionDescription } from "../../format/describe-formats.ts";
import { flagName } from "../format-options.ts";

/** The list of formats, for people. */
export function describeFormatList(formats: readonly FormatDescription[]): string {
  return `${formats.map(describeFormat).join("\n\n")}\n`;
}

function describeFormat(format: FormatDescription): string {
  const can = [format.reads ? "read" : "", format.writes ? "written" : ""].filter((text) => text !== "").join(" and ");
  return [
    `${format.name}: ${format.title}`,
    `  can be ${can}${format.folder ? " (as a folder of files)" : ""}`,
    `  one row: ${format.row}`,
    ...(format.writes
      ? [
          `  loses: ${format.loses.length === 0 ? "nothing" : ""}`.trimEnd(),
          ...format.loses.map((field) => `    ${field}`),
        ]
      : []),
    ...format.read_options.map((option) => `  reading, ${describeOption(option)}`),
    ...format.write_options.map((option) => `  writing, ${describeOption(option)}`),
  ].join("\n");
}

function describeOption({ name, type, description, required }: FormatOptionDescription): string {
  const value = type === "boolean" ? "" : ` ${type}`;
  return `--${flagName(name)}${value}: ${description}${required ? " (needed)" : ""}`;
}
