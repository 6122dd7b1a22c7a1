import { describeFormats, type FormatOptionDescription } from "../format/describe-formats.ts";
import { FORMATS } from "../format/registry.ts";
import type { FormatOption, Option } from "./command.ts";

/** Which half of the formats a command's flags come from. */
type Half = "read_options" | "write_options";

/**
 * The flags that the formats bring along, from the schemas of their options: a member `heldOut` becomes `--held-out`.
 * Flags of the same name are one flag; which formats have it is part of its text. With the words of a command, the flags of
 * the formats that are named there: the others need not be loaded.
 */
export async function formatOptions(
  halves: readonly Half[],
  words: readonly string[] = [],
): Promise<Readonly<Record<string, FormatOption>>> {
  const found = new Map<string, { option: FormatOption; formats: Set<string> }>();
  const named = Object.keys(FORMATS).filter((name) => words.some((word) => word === name || word.endsWith(`=${name}`)));
  for (const format of await describeFormats(named.length === 0 ? undefined : named)) {
    for (const described of halves.flatMap((half) => format[half])) {
      const name = flagName(described.name);
      const entry = found.get(name) ?? { option: optionOf(described), formats: new Set() };
      entry.formats.add(format.name);
      found.set(name, entry);
    }
  }
  return Object.fromEntries(
    [...found].map(([name, { option, formats }]) => [
      name,
      { ...option, summary: `${option.summary} [${[...formats].join(", ")}]` },
    ]),
  );
}

/** The flag that stands for a member of a format's options: `heldOut` is `--held-out`. */
export function flagName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function optionOf({ name, description, type }: FormatOptionDescription): FormatOption {
  return { key: name, summary: upperFirst(description), ...kindOf(type) };
}

/** What kind of flag an option of this type is: `string` and so on, or the values to choose from. */
function kindOf(type: string): Pick<Option, "type" | "value" | "choices"> {
  if (type === "boolean") return { type: "flag" };
  if (type === "integer") return { type: "number", value: "N" };
  if (type === "number") return { type: "fraction", value: "X" };
  if (type === "array") return { type: "list", value: "VALUE" };
  if (type === "string" || type === "any") return { type: "text", value: "VALUE" };
  const choices = type.split("|");
  const numbers = choices.every((choice) => /^\d+$/.test(choice));
  return { type: numbers ? "number" : "text", value: numbers ? "N" : "NAME", choices };
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
