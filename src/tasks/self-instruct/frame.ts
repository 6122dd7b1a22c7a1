import { createRandom, type Random } from "../../core/random.ts";
import type { Language } from "../../templates/template.ts";
import { drawPersona } from "./personas.ts";

/** What is decided of a task before a model is asked for it. */
export interface InstructFrame {
  readonly number: number;
  readonly language: Language;
  /** 1 (easy) to 5 (hard). */
  readonly level: number;
  readonly persona: string;
  /** Draws that nothing but this number depends on. */
  readonly random: Random;
}

/** Which frames are drawn. */
export interface FrameOptions {
  readonly seed: number;
  readonly languages: readonly Language[];
  readonly levels: readonly number[];
}

/** Language, level and persona by number: each language and level has its share of every stretch of numbers. */
export function instructFrame({ seed, languages, levels }: FrameOptions, number: number): InstructFrame {
  const random = createRandom(seed, `self-instruct/${number}`);
  const language = dealt(seed, "language", languages, number);
  const level = dealt(seed, "level", levels, Math.floor(number / languages.length));
  return { number, language, level, persona: drawPersona(random, language), random };
}

function dealt<T>(seed: number, label: string, items: readonly T[], number: number): T {
  const round = Math.floor(number / items.length);
  return createRandom(seed, `self-instruct/${label}/${round}`).shuffled(items)[number % items.length]!;
}
