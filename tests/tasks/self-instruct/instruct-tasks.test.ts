import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { EndpointError } from "../../../src/core/errors.ts";
import type { ChatClient, ChatRequest } from "../../../src/llm/chat-client.ts";
import { instructFrame } from "../../../src/tasks/self-instruct/frame.ts";
import { type InstructOptions, instructTasks } from "../../../src/tasks/self-instruct/instruct-tasks.ts";
import type { InstructSource } from "../../../src/tasks/self-instruct/source.ts";
import { taskSchema } from "../../../src/tasks/task.ts";

const shape = z.object({ question: z.string() });

/** Asks for a question, and takes what is none of these words. */
const source: InstructSource = {
  from: "tables",
  hash: "0".repeat(64),
  draft: ({ number, persona, language }) => {
    if (number === 5) return { undrawable: { reason: "nothing", problem: "Nothing to ask." } };
    return {
      name: "question",
      shape,
      language,
      messages: [{ role: "user", content: `${number} ${persona}` }],
      check(answer) {
        const { question } = answer as { question: string };
        if (question.includes("bad")) return { problems: [{ reason: "bad_word", problem: "It is bad." }] };
        return { value: { environment: "tables", query: question, tools: [] } };
      },
    };
  },
};

/** Says a question for each number; some are bad, some are said twice. */
function saying(wait: (number: number) => number, fail?: (number: number) => string | undefined) {
  const asked: number[] = [];
  const client: ChatClient = {
    model: "scripted",
    async complete({ sample, messages }: ChatRequest) {
      asked.push(sample);
      await sleep(wait(sample));
      const reason = fail?.(sample);
      if (reason !== undefined)
        throw new EndpointError(reason, `no reply (${reason})`, "", { isForAll: reason === "not_allowed" });
      const bad = sample % 4 === 1 || (sample % 4 === 2 && messages.length === 1) ? "bad " : "";
      const of = sample % 10 === 7 ? sample - 1 : sample;
      return {
        text: JSON.stringify({ question: `${bad}${"xyzuvw"[of % 6]} ${of} ${of * 7} question` }),
        finish: "stop",
      };
    },
  };
  return { client, asked };
}

const options = (client: ChatClient, more: Partial<InstructOptions> = {}): InstructOptions => ({
  source,
  client,
  count: 20,
  concurrency: 8,
  seed: 1,
  languages: ["en", "zh"],
  levels: [1, 2, 3],
  ...more,
});

describe("tasks that a model writes", () => {
  test("are the first that pass, whatever the order in which replies come", async () => {
    const slowFirst = saying((number) => (number % 5 === 0 ? 20 : 1));
    const one = await instructTasks(options(slowFirst.client));
    const alone = await instructTasks(options(saying(() => 0).client, { concurrency: 1 }));
    const others = await instructTasks(options(saying((number) => (number * 7) % 13).client, { concurrency: 100 }));
    expect(JSON.stringify(alone)).toBe(JSON.stringify(one));
    expect(JSON.stringify(others)).toBe(JSON.stringify(one));
    expect(one.tasks).toHaveLength(20);
    for (const task of one.tasks) expect(taskSchema.safeParse(task).success).toBe(true);
    expect(new Set(one.dropped.map(({ reason }) => reason))).toEqual(new Set(["bad_word", "nothing", "duplicate"]));
    expect(one.dropped.find(({ reason }) => reason === "bad_word")!.said).toHaveLength(3);
    // Nothing is asked for that is not needed.
    expect(Math.max(...slowFirst.asked)).toBe(Number(one.tasks.at(-1)!.id.split("-")[2]));
  });

  test("say how they came to be", async () => {
    const { tasks } = await instructTasks(options(saying(() => 0).client));
    const mended = tasks.find(({ id }) => id.startsWith("tables-1-2-"))!;
    const { persona } = instructFrame({ seed: 1, languages: ["en", "zh"], levels: [1, 2, 3] }, 2);
    expect(mended.origin).toEqual({
      method: "self-instruct",
      from: "tables",
      model: "scripted",
      persona,
      difficulty: mended.level,
      seed: 1,
      source: "0".repeat(64),
      repairs: 1,
    });
  });

  test("are fewer where too many are dropped", async () => {
    const { client } = saying(() => 0);
    const bad = { ...client, complete: async () => ({ text: '{"question":"bad"}', finish: "stop" as const }) };
    const { tasks, dropped } = await instructTasks(options(bad, { count: 2 }));
    expect([tasks.length, dropped.length]).toEqual([0, 28]);
  });

  test("are missing by name where the server gives no reply; a prompt that is too long, or filtered, is the task's fault", async () => {
    const { client } = saying(
      () => 0,
      (number) => (number === 3 ? "server_error" : undefined),
    );
    await expect(instructTasks(options(client))).rejects.toMatchObject({
      exit: "endpoint",
      missing: { server_error: 1 },
    });
    for (const reason of ["context_too_long", "content_filtered"]) {
      const refused = saying(
        () => 0,
        (number) => (number === 3 ? reason : undefined),
      );
      const { tasks, dropped } = await instructTasks(options(refused.client));
      expect(tasks).toHaveLength(20);
      expect(dropped.map((task) => task.reason)).toContain(reason);
    }
  });

  test("are given up at once where no request would fare better", async () => {
    const { client, asked } = saying(
      () => 1,
      () => "not_allowed",
    );
    await expect(instructTasks(options(client))).rejects.toThrow("not_allowed");
    expect(asked.length).toBeLessThanOrEqual(8);
  });
});

test("frames deal languages and levels evenly, and are the same for the same seed", () => {
  const frames = Array.from({ length: 60 }, (_, number) =>
    instructFrame({ seed: 4, languages: ["en", "zh"], levels: [1, 2, 3, 4, 5] }, number),
  );
  const cells = Map.groupBy(frames, ({ language, level }) => `${language} ${level}`);
  expect([...cells.values()].map((cell) => cell.length)).toEqual(Array(10).fill(6));
  expect(new Set(frames.map(({ persona }) => persona)).size).toBeGreaterThan(50);
  expect(frames.every(({ language, persona }) => /\p{Script=Han}/u.test(persona) === (language === "zh"))).toBe(true);
});
