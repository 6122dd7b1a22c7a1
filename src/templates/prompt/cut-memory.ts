import type { Language } from "../template.ts";

/** Stands where the middle of a memory was. */
const MARKS: Readonly<Record<Language, string>> = { en: "[... left out ...]", zh: "【……此处有省略……】" };

/**
 * A memory cut to what `fits` accepts: as much of its head and its tail as can be, equally much of each, with a mark between
 * them. Undefined where not even an empty memory fits.
 */
export function cutMemory(memory: string, language: Language, fits: (memory: string) => boolean): string | undefined {
  const characters = Array.from(memory);
  const keeping = (kept: number) => {
    const head = characters.slice(0, Math.ceil(kept / 2)).join("");
    const tail = characters.slice(characters.length - Math.floor(kept / 2)).join("");
    return `${head}\n${MARKS[language]}\n${tail}`;
  };
  if (!fits(keeping(0))) return fits("") ? "" : undefined;
  let [most, tooMany] = [0, characters.length];
  while (tooMany - most > 1) {
    const middle = (most + tooMany) >> 1;
    if (fits(keeping(middle))) most = middle;
    else tooMany = middle;
  }
  return keeping(most);
}
