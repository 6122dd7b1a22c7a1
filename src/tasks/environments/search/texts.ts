import type { Wordings } from "./fact-kind.ts";

/** Wordings in English and Chinese, with " | " between them. */
export const texts = (en: string, zh: string): Wordings => ({ en: en.split(" | "), zh: zh.split(" | ") });
