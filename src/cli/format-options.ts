import { z } from "zod";
import { FORMATS } from "../format/registry.ts";
import type { FormatOption } from "./command.ts";

/** Which half of the formats a command's flags come from. */
type Half = "reading" | "writing";

interface Property {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Property[];
}

/**
 * The flags that the formats bring along, from the zod schemas of their options: a member `heldOut` becomes `--held-out`.
 * Flags of the same name are one flag; which formats have it is part of its text.
 */
export async function formatOptions(halves: readonly Half[]): Promise<Readonly<Record<string, FormatOption>>> {
  const found = new Map<string, { option: FormatOption; formats: Set<string> }>();
  for (const load of Object.values(FORMATS)) {
    const format = await load();
    for (const half of halves) {
      for (const [key, property] of Object.entries(propertiesOf(format[half]?.options))) {
        const name = flagName(key);
        const entry = found.get(name) ?? { option: optionOf(key, property), formats: new Set() };
        found.set(name, { ...entry, formats: entry.formats.add(format.name) });
      }
    }
  }
  const options = [...found].map(([name, { option, formats }]) => [name, { ...option, summary: `${option.summary} [${[...formats].join(", ")}]` }]);
  return Object.fromEntries(options) as Record<string, FormatOption>;
}

function propertiesOf(options: z.ZodType | undefined): Record<string, Property> {
  if (options === undefined) return {};
  const schema = z.toJSONSchema(options, { io: "input", unrepresentable: "any" });
  return (schema.properties ?? {}) as Record<string, Property>;
}

/** The flag that stands for a member of a format's options: `heldOut` is `--held-out`. */
export function flagName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function optionOf(key: string, property: Property): FormatOption {
  const choices = choicesOf(property);
  const summary = upperFirst(property.description ?? key);
  const kind = { key, summary, ...(choices === undefined ? {} : { choices: choices.map(String) }) };
  if (choices?.every((choice) => typeof choice === "number") === true) return { ...kind, type: "number", value: "N" };
  switch (property.type) {
    case "boolean":
      return { ...kind, type: "flag" };
    case "integer":
    case "number":
      return { ...kind, type: "number", value: "N" };
    case "array":
      return { ...kind, type: "list", value: "VALUE" };
    default:
      return { ...kind, type: "text", value: choices === undefined ? "PATH" : "NAME" };
  }
}

function choicesOf(property: Property): readonly unknown[] | undefined {
  if (property.enum !== undefined) return property.enum;
  if (property.const !== undefined) return [property.const];
  const alternatives = property.anyOf?.flatMap((item) => choicesOf(item) ?? []);
  return alternatives === undefined || alternatives.length === 0 ? undefined : alternatives;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
