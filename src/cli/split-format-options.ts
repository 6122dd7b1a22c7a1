import type { JsonValue } from "../core/json/value.ts";
import { describeFormats, type FormatOptionDescription } from "../format/describe-formats.ts";

type Options = Readonly<Record<string, JsonValue>>;

/**
 * Which of the flags of single formats are for reading and which for writing, where a command does both. A flag that both
 * formats know is for both; one that neither knows goes to the reader, which refuses it by name.
 */
export async function splitFormatOptions(
  given: Options,
  from: string | undefined,
  to: string,
): Promise<{ readonly readOptions: Options; readonly writeOptions: Options }> {
  const formats = await describeFormats();
  const has = (options: readonly FormatOptionDescription[] | undefined, name: string) =>
    options?.some((option) => option.name === name) === true;
  const reader = formats.find((format) => format.name === from)?.read_options;
  const writer = formats.find((format) => format.name === to)?.write_options;
  const entries = Object.entries(given);
  return {
    readOptions: Object.fromEntries(entries.filter(([name]) => has(reader, name) || !has(writer, name))),
    writeOptions: Object.fromEntries(entries.filter(([name]) => has(writer, name))),
  };
}
