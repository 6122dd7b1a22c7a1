import { z } from "zod";
import { UsageError } from "../../../core/errors.ts";
import type { JsonValue } from "../../../core/json/value.ts";
import { LANGUAGES } from "../../../templates/template.ts";
import type { Environment, World } from "../../environment.ts";
import type { Task } from "../../task.ts";
import { failingFirst } from "../../tool-making/failing-first.ts";
import { databaseWorld } from "./db-world.ts";
import { judgeTask } from "./judge-task.ts";
import { makeTask } from "./make-task.ts";
import { solveTask } from "./solve-task.ts";

/** All that a world is made of again. */
const worldSchema = z.strictObject({
  /** Another number is another database. */
  version: z.literal(1),
  number: z.int().min(0),
  options: z.strictObject({
    seed: z.int(),
    languages: z.array(z.enum(LANGUAGES)),
    levels: z.array(z.int().min(1).max(5)),
    split: z.enum(["train", "test"]),
  }),
});

/** Questions and changes over the tables of a made-up business, by SQL. */
export const databaseEnvironment: Environment = {
  name: "db",
  title: "questions and changes over the tables of a made-up business, by SQL",
  task(options, number) {
    const { seed, languages, levels, split } = options;
    const { frame, query, tools } = makeTask(options, number);
    const { id, kind, level, language } = frame;
    const world = { version: 1, number, options: { seed, languages: [...languages], levels: [...levels], split } };
    return { id, environment: "db", language, query, tools: [...tools.tools], kind, level, split, world };
  },
  async open(task): Promise<World> {
    const { options, number } = worldOf(task);
    const made = makeTask(options, number);
    const { level, language, id } = made.frame;
    const { box, tables } = databaseWorld(made.tools, made.state);
    return {
      ...failingFirst(box, { seed: id, level, language }),
      solution: solveTask(made),
      judge: async (trajectory) => judgeTask(made, trajectory, tables()),
      close: async () => {},
    };
  },
};

function worldOf({ id, world }: Task): z.infer<typeof worldSchema> {
  const parsed = worldSchema.safeParse(world as JsonValue);
  if (parsed.success) return parsed.data;
  throw new UsageError(`the task ${id} has no world that this version of mat can open`, "Generate the task again.");
}
