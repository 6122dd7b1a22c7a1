import { createRandom } from "../core/random.ts";
import type { Environment, TaskOptions, World } from "../tasks/environment.ts";
import type { Task } from "../tasks/task.ts";
import type { Language } from "../templates/template.ts";

/** One place in the row of a run's tasks. */
export interface TaskPlace {
  readonly language: Language;
  /** Tasks that take templates in turn: those of one environment and language. */
  readonly stream: string;
  /** The how many-th of its stream it is. */
  readonly position: number;
  /** How often this task has been used up before. */
  readonly round: number;
  task(): Task;
}

/** The tasks of a run by number, in any order and on any machine the same. */
export interface TaskSource {
  readonly languages: readonly Language[];
  at(number: number): TaskPlace;
  open(task: Task): Promise<World>;
}

/** Tasks of environments, in turn; in each the languages are mixed evenly. */
export function builtinTasks(environments: readonly Environment[], options: TaskOptions): TaskSource {
  const { languages, seed } = options;
  const byName = new Map(environments.map((environment) => [environment.name, environment]));
  return {
    languages,
    at(number) {
      const environment = environments[number % environments.length]!;
      const own = Math.floor(number / environments.length);
      const position = Math.floor(own / languages.length);
      const random = createRandom(seed, `languages ${environment.name} ${position}`);
      const language = random.shuffled(languages)[own % languages.length]!;
      const stream = `${environment.name} ${language}`;
      const task = () => environment.task({ ...options, languages: [language] }, own);
      return { language, stream, position, round: 0, task };
    },
    open: (task) => byName.get(task.environment)!.open(task),
  };
}

/** Tasks that are at hand, one after the other, and again from the first. */
export function listedTasks(tasks: readonly Task[], open: TaskSource["open"]): TaskSource {
  const counts = new Map<Language, number>();
  const ranks = tasks.map(({ language }) => {
    const rank = counts.get(language) ?? 0;
    counts.set(language, rank + 1);
    return rank;
  });
  return {
    languages: [...counts.keys()],
    at(number) {
      const index = number % tasks.length;
      const round = Math.floor(number / tasks.length);
      const task = tasks[index]!;
      const position = ranks[index]! + round * counts.get(task.language)!;
      return { language: task.language, stream: task.language, position, round, task: () => task };
    },
    open,
  };
}
