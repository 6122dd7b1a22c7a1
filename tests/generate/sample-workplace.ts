import { appendFileSync } from "node:fs";
import { createOracle } from "../../src/agent/teachers/oracle.ts";
import { sha256 } from "../../src/core/hash.ts";
import { createRandom } from "../../src/core/random.ts";
import { textOf } from "../../src/core/trajectory.ts";
import { PROGRAM } from "../../src/core/version.ts";
import type { Accept } from "../../src/generate/accept.ts";
import type { Plan } from "../../src/generate/plan.ts";
import { builtinTasks } from "../../src/generate/task-source.ts";
import type { Workplace } from "../../src/generate/workplace.ts";
import type { ChatClient } from "../../src/llm/chat-client.ts";
import type { Environment, World } from "../../src/tasks/environment.ts";
import type { Task } from "../../src/tasks/task.ts";
import { sampleTemplate } from "../templates/prompt/sample-template.ts";

/** A world with a state that calls change: a counter that is to be brought to a number, step by step. */
export const COUNTER: Environment = {
  name: "counter",
  title: "bring a counter to a number",
  task({ seed, split }, number): Task {
    const target = 1 + createRandom(seed, `counter ${number}`).below(4);
    return {
      id: `counter-${split}-${number}`,
      environment: "counter",
      language: "en",
      query: `Bring the counter to ${target}, 天气 and say what it is.`,
      level: 1 + (number % 5),
      tools: [
        {
          name: "add",
          description: "Adds to the counter.",
          parameters: { type: "object", properties: { by: { type: "integer" } }, required: ["by"] },
        },
      ],
      world: { target },
    };
  },
  async open(task): Promise<World> {
    const { target } = task.world as { target: number };
    let counter = 0;
    return {
      tools: task.tools,
      solution: [
        ...Array.from({ length: target }, (_, at) => ({
          thought: `One more, the ${at + 1}.`,
          calls: [{ name: "add", arguments: { by: 1 } }],
        })),
        { thought: "Done.", calls: [], answer: `It is ${target}.` },
      ],
      async call(_, { by }) {
        counter += Number(by);
        return { content: `The counter is ${counter}.` };
      },
      async judge({ steps }) {
        const right = counter === target && textOf(steps.at(-1)?.message).includes(String(target));
        return { reward: right ? 1 : 0, checks: { right } };
      },
      async close() {},
    };
  },
};

const TEMPLATES = ["sample", "other", "third"].map((id) => sampleTemplate({ id, title: id }));

/** The plan of a small run. */
export function samplePlan(change: Partial<Plan> = {}): Plan {
  return {
    plan_version: 1,
    created_by: { ...PROGRAM },
    tasks: { kind: "builtin", environments: ["counter"], languages: ["en"], levels: [1], split: "train" },
    templates: { path: null, chosen: TEMPLATES.map(({ id }) => ({ id, sha256: sha256(id) })) },
    model: "sample",
    errors: {},
    seed: 7,
    episodes: 25,
    per_task: 2,
    shard_size: 10,
    limits: { maxSteps: 20 },
    date: "2025-06-02",
    accept: null,
    ...change,
  };
}

/** How the model of {@link sampleWorkplace} behaves. */
export interface SampleModel {
  /** Milliseconds that a reply may take at most. */
  readonly delay?: number;
  /** A file that gets a line for each reply that was asked for. */
  readonly asked?: string;
  /** Called before each reply. */
  readonly before?: (sofar: number) => void | Promise<void>;
}

/** A model that knows the solution, gets one task in three wrong, and takes its time. */
export function sampleWorkplace(plan: Plan, model: SampleModel = {}, accept?: () => Promise<Accept>): Workplace {
  const { seed } = plan;
  let asked = 0;
  return {
    plan,
    tasks: builtinTasks([COUNTER], { seed, languages: ["en"], levels: [1], split: "train" }),
    templates: { en: TEMPLATES.map((act) => ({ act })) },
    seat(opened, task) {
      const { client, world } = createOracle(opened);
      const random = createRandom(seed, `model ${task.id}`);
      const fails = Number(task.id.split("-").at(-1)) % 3 === 1;
      const slow: ChatClient = {
        model: "sample",
        async complete(request) {
          await model.before?.(asked++);
          if (model.asked !== undefined) appendFileSync(model.asked, `${task.id} ${request.messages.length}\n`);
          if (model.delay !== undefined) await new Promise((resume) => setTimeout(resume, random.below(model.delay!)));
          const reply = await client.complete(request);
          return fails
            ? { ...reply, text: reply.text.replace(/It is \d/, "No idea"), planted: ["wrong_answer"] }
            : reply;
        },
      };
      return { client: slow, world };
    },
    accept,
  };
}
