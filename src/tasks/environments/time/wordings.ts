import type { Language } from "../../../templates/template.ts";

/** Several wordings of one thing in each language, with places such as `{x}`. */
export type Wordings = Readonly<Record<Language, readonly string[]>>;

/** Wordings in English and Chinese, with " | " between them. */
export function wordings(en: string, zh: string): Wordings {
  return { en: en.split(" | "), zh: zh.split(" | ") };
}

/** A wording with its places filled. */
export function filled(wording: string, values: Readonly<Record<string, string | number>>): string {
  return wording.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
