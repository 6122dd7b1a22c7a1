import type { Random } from "../../core/random.ts";
import type { Language } from "../template.ts";
import { PHRASEBOOKS } from "./phrases/phrasebooks.ts";

/** How often a profile names a field of work. */
const SHARE = 0.3;

/**
 * What a template's users mostly ask about, at times: without queries any field, otherwise the one that a query speaks of, if
 * it is known. A query speaks of the first field of which it has a word.
 */
export function createDomains(queries: readonly string[]): (language: Language, random: Random) => string | undefined {
  return (language, random) => {
    const { domains } = PHRASEBOOKS[language].profile;
    if (!random.chance(SHARE)) return undefined;
    if (queries.length === 0) return random.pick(domains).name;
    const query = random.pick(queries).toLowerCase();
    const at = DOMAIN_WORDS.findIndex((words) => words.some((word) => query.includes(word)));
    return at === -1 ? undefined : domains[at]!.name;
  };
}

/** The words of each field in all languages: a query in one language colours templates in the other as well. */
const DOMAIN_WORDS = PHRASEBOOKS.en.profile.domains.map(({ words }, at) => [
  ...words,
  ...PHRASEBOOKS.zh.profile.domains[at]!.words,
]);
