import type { Language } from "../../../../templates/template.ts";
import { chinese } from "./chinese.ts";
import { english } from "./english.ts";
import type { Wording } from "./wording.ts";

/** The wording of each language. */
export const WORDINGS: Readonly<Record<Language, Wording>> = { en: english, zh: chinese };
