import { z } from "zod";
import { UsageError } from "../../../core/errors.ts";
import type { JsonValue } from "../../../core/json/value.ts";
import { LANGUAGES } from "../../../templates/template.ts";
import { isoDay } from "../../../tools/calendar/calendar-day.ts";
import type { Environment, World } from "../../environment.ts";
import type { Task } from "../../task.ts";
import { failingFirst } from "../../tool-making/failing-first.ts";
import { judgeTask } from "./judge-task.ts";
import { makeTask } from "./make-task.ts";
import { solveTask } from "./solve-task.ts";
import { timeToolBox } from "./time-tool-box.ts";

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

/** Questions on dates, durations and calendars, some of which only a made-up register knows. */
export const timeEnvironment: Environment = {
  name: "time",
  title: "questions on dates, calendars, clocks and opening days, some of which only a made-up register knows",
  task(options, number) {
    const { seed, languages, levels, split } = options;
    const { frame, question, tools, world } = makeTask(options, number);
    const { id, kind, level, language } = frame;
    return {
      id,
      environment: "time",
      language,
      query: question.query,
      tools: [...tools.tools],
      kind,
      level,
      split,
      date: isoDay(world.today),
      world: { version: 1, number, options: { seed, languages: [...languages], levels: [...levels], split } },
    };
  },
  async open(task): Promise<World> {
    const { options, number } = worldOf(task);
    const made = makeTask(options, number);
    const { level, language, id } = made.frame;
    const box = failingFirst(timeToolBox(made.tools, made.world), { seed: id, level, language });
    return {
      ...box,
      solution: solveTask(made),
      judge: async (trajectory) => judgeTask(made, trajectory),
      close: async () => {},
    };
  },
};

function worldOf({ id, world }: Task): z.infer<typeof worldSchema> {
  const parsed = worldSchema.safeParse(world as JsonValue);
  if (parsed.success) return parsed.data;
  throw new UsageError(`the task ${id} has no world that this version of mat can open`, "Generate the task again.");
}
