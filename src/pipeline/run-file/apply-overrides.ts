import { UsageError } from "../../core/errors.ts";
import { isObject, type JsonObject, type JsonValue, setMember } from "../../core/json/value.ts";
import { nearestName } from "../../core/nearest-name.ts";

/** One `--set STAGE.KEY=VALUE`. */
export interface Override {
  /** As it was written. */
  readonly text: string;
  readonly stage: string;
  /** Keys from the stage's options down to what is set. */
  readonly path: readonly string[];
  readonly value: JsonValue;
}

/** What `--set` flags say; a value is read as YAML: `3`, `true`, `[en, zh]`, or a text. Throws UsageError for another form. */
export async function readOverrides(texts: readonly string[]): Promise<Override[]> {
  const { parse } = await import("yaml");
  return texts.map((text) => {
    const [, stage, keys, written] = /^([^.=]+)\.([^=]+)=(.*)$/s.exec(text) ?? [];
    if (stage === undefined || keys === undefined || written === undefined)
      throw new UsageError(
        `--set cannot be "${text}": it is written STAGE.KEY=VALUE, such as templates.count=20`,
        "Name the stage, its option, and the value.",
      );
    return { text, stage, path: keys.split("."), value: valueIn(written, text, parse) };
  });
}

/** The options of a stage as overrides have them; the file's own stay as they are. */
export function overridden(options: JsonObject, overrides: readonly Override[]): JsonObject {
  return overrides.reduce((changed, { path, value }) => withMember(changed, path, value) as JsonObject, options);
}

/** What is wrong with stages that overrides name, each with the nearest name. */
export function overrideProblems(overrides: readonly Override[], ids: readonly string[]): string[] {
  return overrides.flatMap(({ text, stage }) => {
    if (ids.includes(stage)) return [];
    const near = nearestName(stage, ids);
    return [`--set ${text}: there is no stage "${stage}"${near === undefined ? "" : `; did you mean "${near}"?`}`];
  });
}

function valueIn(written: string, text: string, parse: (text: string) => unknown): JsonValue {
  try {
    return (parse(written) ?? "") as JsonValue;
  } catch (cause) {
    throw new UsageError(
      `--set ${text}: the value is no YAML`,
      "Quote a text that has brackets or colons in it.",
      {},
      { cause },
    );
  }
}

function withMember(whole: JsonValue | undefined, [key, ...below]: readonly string[], value: JsonValue): JsonValue {
  if (key === undefined) return value;
  if (Array.isArray(whole) && /^\d+$/.test(key)) {
    const items = [...whole];
    items[Number(key)] = withMember(whole[Number(key)], below, value);
    return items;
  }
  const copy: JsonObject = isObject(whole) ? { ...whole } : {};
  setMember(copy, key, withMember(Object.hasOwn(copy, key) ? copy[key] : undefined, below, value));
  return copy;
}
