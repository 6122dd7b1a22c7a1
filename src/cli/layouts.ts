import type { FileLayout } from "../core/json/layout.ts";
import type { Option } from "./command.ts";

/** The layouts that `--layout` names. */
const LAYOUTS: Readonly<Record<string, Partial<FileLayout>>> = {
  jsonl: { container: "jsonl", style: "compact" },
  "python-jsonl": { container: "jsonl", style: "python" },
  array: { container: "array", style: "compact" },
  "python-array": { container: "array", style: "python" },
  "indent-1": { container: "array", style: "indent", indent: 1 },
  "indent-2": { container: "array", style: "indent", indent: 2 },
  "indent-4": { container: "array", style: "indent", indent: 4 },
};

/** The flag that says where the rows of a format are written. */
export const FORMAT_OUTPUT = {
  type: "text",
  short: "o",
  value: "PATH",
  required: true,
  summary: "The file, - for standard output, or the folder for a format of several files",
} as const satisfies Option;

/** The flags that say how the output's JSON is laid out. */
export const LAYOUT_OPTIONS = {
  layout: {
    type: "text",
    value: "NAME",
    choices: Object.keys(LAYOUTS),
    summary:
      "How the JSON is laid out; the source's own layout where it was the same format, else the format's usual one",
  },
  ascii: { type: "flag", summary: "Write characters outside ASCII as \\u escapes" },
} as const satisfies Readonly<Record<string, Option>>;

/** What of the layout the user asked for; undefined when nothing. */
export function layoutOf(options: {
  readonly layout: string | undefined;
  readonly ascii: boolean;
}): Partial<FileLayout> | undefined {
  const named = options.layout === undefined ? undefined : LAYOUTS[options.layout];
  const final = named?.container === "jsonl" ? { finalNewline: true } : {};
  const asked = { ...named, ...final, ...(options.ascii ? { ascii: true } : {}) };
  return Object.keys(asked).length === 0 ? undefined : asked;
}
