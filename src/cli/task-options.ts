import type { Language } from "../templates/template.ts";

/** The flags that say which tasks of an environment are meant. */
export const taskOptionTable = {
  level: { type: "list", value: "LEVEL", choices: ["1", "2", "3", "4", "5"], summary: "Levels, all if absent" },
  lang: { type: "list", value: "LANGUAGE", choices: ["en", "zh"], summary: "Languages, both if absent" },
  split: {
    type: "text",
    value: "SPLIT",
    choices: ["train", "test"],
    summary: "Train and test share no name of a tool or a thing; train if absent",
  },
  seed: { type: "number", value: "S", summary: "Another seed, other tasks; 0 if absent" },
} as const;

/** What {@link taskOptionTable} was given, for the library. */
export function taskOptions(options: {
  readonly level: readonly string[];
  readonly lang: readonly string[];
  readonly split?: "train" | "test" | undefined;
  readonly seed?: number | undefined;
}) {
  return {
    levels: options.level.length === 0 ? [1, 2, 3, 4, 5] : options.level.map(Number),
    languages: options.lang.length === 0 ? (["en", "zh"] as const) : (options.lang as readonly Language[]),
    split: options.split ?? ("train" as const),
    seed: options.seed ?? 0,
  };
}
