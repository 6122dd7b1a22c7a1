import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSchedule } from "../../src/generate/schedule.ts";
import { builtinTasks, listedTasks } from "../../src/generate/task-source.ts";
import type { Environment } from "../../src/tasks/environment.ts";
import type { Task } from "../../src/tasks/task.ts";
import { LANGUAGES, type Language } from "../../src/templates/template.ts";
import { sampleTemplate } from "../templates/prompt/sample-template.ts";

function environment(name: string): Environment {
  return {
    name,
    title: name,
    task: ({ languages, split }, number): Task => ({
      id: `${name}-${split}-${number}`,
      environment: name,
      language: languages[0]!,
      query: "?",
      tools: [],
    }),
    open: async () => Promise.reject(new Error("not opened here")),
  };
}

const agents = (language: Language, count: number) =>
  Array.from({ length: count }, (_, at) => ({ act: sampleTemplate({ id: `t${at}-${language}`, language }) }));

const shape = fc.record({
  seed: fc.nat(),
  perTask: fc.integer({ min: 1, max: 5 }),
  en: fc.integer({ min: 1, max: 6 }),
  zh: fc.integer({ min: 1, max: 6 }),
});

describe("the schedule of a plan", () => {
  const planned = ({ seed, perTask, en, zh }: { seed: number; perTask: number; en: number; zh: number }) =>
    createSchedule({
      seed,
      perTask,
      tasks: builtinTasks([environment("a"), environment("b")], {
        seed,
        languages: LANGUAGES,
        levels: [1],
        split: "train",
      }),
      templates: { en: agents("en", en), zh: agents("zh", zh) },
    });

  test("gives each episode an id of its own, and a template in its task's language", () => {
    fc.assert(
      fc.property(shape, (given) => {
        const at = planned(given);
        const ids = new Set<string>();
        for (let number = 0; number < 200; number++) {
          const { templates, sample, task } = at(number);
          expect(templates.act.language).toBe(task().language);
          ids.add(`${task().id}/${templates.act.id}/${sample}`);
        }
        expect(ids.size).toBe(200);
      }),
      { numRuns: 20 },
    );
  });

  test("is the same in any order", () => {
    fc.assert(
      fc.property(shape, fc.array(fc.nat(500)), (given, numbers) => {
        const say = (number: number, at = planned(given)) => {
          const { templates, sample, task } = at(number);
          return [task().id, templates.act.id, sample];
        };
        const one = planned(given);
        expect(numbers.map((number) => say(number, one))).toEqual(numbers.map((number) => say(number)));
      }),
      { numRuns: 20 },
    );
  });

  test("deals every template to each environment as often as every other", () => {
    const at = planned({ seed: 3, perTask: 2, en: 3, zh: 2 });
    const counts: Record<string, number> = {};
    for (let number = 0; number < 480; number++) {
      const { templates, task } = at(number);
      const key = `${task().environment} ${templates.act.id}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
    expect(Object.keys(counts)).toHaveLength(10);
    for (const [key, count] of Object.entries(counts))
      expect([key, count]).toEqual([key, key.endsWith("en") ? 40 : 60]);
  });
});

test("tasks that are at hand are used again when they are used up, as other samples", () => {
  const tasks = (["en", "zh", "en"] as const).map((language, at) => ({
    ...environment("a").task({ seed: 1, languages: [language], levels: [1], split: "test" }, at),
  }));
  const source = listedTasks(tasks, async () => Promise.reject(new Error("not opened here")));
  const at = createSchedule({
    seed: 1,
    perTask: 2,
    tasks: source,
    templates: { en: agents("en", 2), zh: agents("zh", 1) },
  });
  const ids = Array.from({ length: 18 }, (_, number) => {
    const { templates, sample, task } = at(number);
    return `${task().id}/${templates.act.id}/${sample}`;
  });
  expect(new Set(ids).size).toBe(18);
  expect(ids.filter((id) => id.startsWith("a-test-1/"))).toEqual(
    [0, 1, 2, 3, 4, 5].map((sample) => `a-test-1/t0-zh/${sample}`),
  );
});
