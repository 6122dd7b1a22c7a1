import { createRandom, type Random } from "../core/random.ts";
import type { Language } from "../templates/template.ts";
import type { TaskOptions } from "./environment.ts";
import { TASK_KINDS, type TaskKind } from "./task.ts";

/** What stands before a task is made up. */
export interface TaskFrame {
  readonly id: string;
  readonly kind: TaskKind;
  readonly level: number;
  readonly language: Language;
  /** Draws that nothing but this task depends on. */
  readonly random: Random;
}

/** Of so many tasks in a row each kind but `solvable` has one, which is 4% of each and 16% together. */
const BLOCK = 25;

/** Kind, level and language of a task by its number: the shares hold in every stretch of numbers. */
export function taskFrame(environment: string, options: TaskOptions, number: number): TaskFrame {
  const { seed, split, levels, languages } = options;
  const label = `${environment}/${split}/${seed}/${number}`;
  const block = Math.floor(number / BLOCK);
  // Levels and languages are dealt anew in each round, so that no kind falls on one of them alone.
  const level = dealt(seed, `${environment}/level`, levels, number);
  const language = dealt(seed, `${environment}/language`, languages, number);
  return {
    id: `${environment}-${split}-${seed}-${number}-l${level}-${language}`,
    kind: kindAt(createRandom(seed, `${environment}/kinds/${block}`), number % BLOCK),
    level,
    language,
    random: createRandom(seed, label),
  };
}

function kindAt(random: Random, place: number): TaskKind {
  const places = random.shuffled(Array.from({ length: BLOCK }, (_, at) => at));
  const kind = places.indexOf(place) + 1;
  return TASK_KINDS[kind] ?? "solvable";
}

function dealt<T>(seed: number, label: string, items: readonly T[], number: number): T {
  const round = Math.floor(number / items.length);
  return createRandom(seed, `${label}/${round}`).shuffled(items)[number % items.length]!;
}
