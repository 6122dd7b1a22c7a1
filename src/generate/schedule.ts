import type { AgentTemplates } from "../agent/agent-templates.ts";
import { createRandom } from "../core/random.ts";
import type { Task } from "../tasks/task.ts";
import type { Language } from "../templates/template.ts";
import type { TaskSource } from "./task-source.ts";

/** One episode of a plan. */
export interface PlannedEpisode {
  /** From 0, in the order of the plan. */
  readonly number: number;
  readonly templates: AgentTemplates;
  /** Tells apart episodes of one task under one template. */
  readonly sample: number;
  task(): Task;
}

/** What {@link createSchedule} deals out. */
export interface ScheduleParts {
  readonly seed: number;
  readonly perTask: number;
  readonly tasks: TaskSource;
  readonly templates: Readonly<Partial<Record<Language, readonly AgentTemplates[]>>>;
}

/**
 * Gives the episode of a number: which task, under which template. Each stream of tasks goes through all templates of its
 * language, in a new order each time round, so that every template meets each environment as often as every other.
 */
export function createSchedule({ seed, perTask, tasks, templates }: ScheduleParts): (number: number) => PlannedEpisode {
  const orders = new Map<string, { readonly round: number; readonly order: readonly AgentTemplates[] }>();

  function orderOf(stream: string, round: number, all: readonly AgentTemplates[]): readonly AgentTemplates[] {
    const known = orders.get(stream);
    if (known?.round === round) return known.order;
    const order = createRandom(seed, `templates ${stream} ${round}`).shuffled(all);
    orders.set(stream, { round, order });
    return order;
  }

  return (number) => {
    const place = tasks.at(Math.floor(number / perTask));
    const all = templates[place.language] ?? [];
    const dealt = (turn: number): AgentTemplates => {
      const position = place.position * perTask + turn;
      return orderOf(place.stream, Math.floor(position / all.length), all)[position % all.length]!;
    };
    const turn = number % perTask;
    const own = dealt(turn);
    let sample = place.round * perTask;
    for (let before = 0; before < turn; before++) if (dealt(before).act.id === own.act.id) sample++;
    return { number, templates: own, sample, task: place.task };
  };
}
