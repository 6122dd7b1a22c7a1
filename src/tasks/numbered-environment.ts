import { z } from "zod";
import { UsageError } from "../core/errors.ts";
import { LANGUAGES } from "../templates/template.ts";
import type { Environment, TaskOptions, World } from "./environment.ts";
import type { Task } from "./task.ts";
import type { TaskFrame } from "./task-frame.ts";
import { failingFirst } from "./tool-making/failing-first.ts";

/** What {@link numberedEnvironment} needs of a kind of task. */
export interface NumberedTasks<Made extends { readonly frame: TaskFrame }> {
  readonly name: string;
  /** In one sentence without a final full stop. */
  readonly title: string;
  /** Makes a task up with all that is behind it; the same options and number make the same again. */
  make(options: TaskOptions, number: number): Made;
  /** What the agent is given. */
  shown(made: Made): Pick<Task, "query" | "tools" | "date">;
  /** Opens the world of a made task; its calls do not fail in passing yet. */
  open(made: Made): Omit<World, "close">;
}

/** All that a world is made of again. */
const worldSchema = z.strictObject({
  /** Another number is another world. */
  version: z.literal(1),
  number: z.int().min(0),
  options: z.strictObject({
    seed: z.int(),
    languages: z.array(z.enum(LANGUAGES)),
    levels: z.array(z.int().min(1).max(5)),
    split: z.enum(["train", "test"]),
  }),
});

/** An environment whose tasks keep nothing but their number and options: the world is made again when it is opened. */
export function numberedEnvironment<Made extends { readonly frame: TaskFrame }>(
  tasks: NumberedTasks<Made>,
): Environment {
  const { name, title } = tasks;
  return {
    name,
    title,
    task(options, number) {
      const { seed, languages, levels, split } = options;
      const made = tasks.make(options, number);
      const { id, kind, level, language } = made.frame;
      const { query, tools, ...rest } = tasks.shown(made);
      const world = { version: 1, number, options: { seed, languages: [...languages], levels: [...levels], split } };
      return { id, environment: name, language, query, tools, kind, level, split, ...rest, world };
    },
    async open(task) {
      const { options, number } = worldOf(task);
      const made = tasks.make(options, number);
      const { level, language, id } = made.frame;
      const world = tasks.open(made);
      return { ...world, ...failingFirst(world, { seed: id, level, language }), close: async () => {} };
    },
  };
}

function worldOf({ id, world }: Task): z.infer<typeof worldSchema> {
  const parsed = worldSchema.safeParse(world);
  if (parsed.success) return parsed.data;
  throw new UsageError(`the task ${id} has no world that this version of mat can open`, "Generate the task again.");
}
