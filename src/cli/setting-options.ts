import type { JsonValue } from "../core/json/value.ts";

/** The flags of settings, for commands that go through a run file. */
export const settingOptions = {
  seed: { type: "number", value: "S", summary: "Another seed for all stages (or MAT_SEED)" },
  model: { type: "text", value: "NAME", summary: "Who acts in all stages (or MAT_MODEL)" },
  concurrency: { type: "number", value: "C", summary: "Episodes that are played at once (or MAT_CONCURRENCY)" },
  output: { type: "text", short: "o", value: "FOLDER", summary: "The folder to write (or MAT_OUTPUT)" },
} as const;

/** Settings that flags give, by name; what was not given is undefined. */
export function settingFlags(
  options: {
    readonly [Name in keyof typeof settingOptions]?: string | number | undefined;
  },
): Readonly<Record<string, JsonValue | undefined>> {
  const { seed, model, concurrency, output } = options;
  return { seed, model, concurrency, output };
}
