/** How generated templates speak. */
export const TONES = ["plain", "formal", "terse", "friendly", "strict", "coach"] as const;
/** How a generated template speaks: one of {@link TONES}. */
export type Tone = (typeof TONES)[number];
