import type { Language } from "../../template.ts";
import { english } from "./en/english.ts";
import type { Phrasebook } from "./phrasebook.ts";
import { chinese } from "./zh/chinese.ts";

/** The phrases of which templates are made, by language. */
export const PHRASEBOOKS: Readonly<Record<Language, Phrasebook>> = { en: english, zh: chinese };
