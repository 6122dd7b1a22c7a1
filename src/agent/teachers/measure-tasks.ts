import type { ChatClient } from "../../llm/chat-client.ts";
import type { Environment, TaskOptions, World } from "../../tasks/environment.ts";
import type { Task, TaskKind } from "../../tasks/task.ts";
import { templateForProtocol } from "../../templates/library/registry.ts";
import type { Language } from "../../templates/template.ts";
import { createToolChecker } from "../../tools/tool-checker.ts";
import { runEpisode } from "../run-episode.ts";
import { greedyPolicy, noToolPolicy, randomPolicy } from "./blind-policies.ts";
import { createOracle } from "./oracle.ts";
import { createReader } from "./reader/reader.ts";

/** Who tries the tasks, from those who know nothing to the one who knows all. */
export const POLICIES = ["random", "greedy", "no-tool", "reader", "oracle"] as const;
/** Who tries the tasks: one of {@link POLICIES}. */
export type PolicyName = (typeof POLICIES)[number];

/** Which tasks to measure. */
export interface MeasureTasksOptions extends TaskOptions {
  readonly environments: readonly Environment[];
  /** Tasks of each level of each environment. */
  readonly tasks: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: { readonly rows: number }) => void) | undefined;
}

/** How tasks of one kind went, for each policy. */
export interface TaskMeasure {
  readonly environment: string;
  readonly kind: TaskKind;
  /** Only tasks that calls solve are told apart by level; of other kinds there are few. */
  readonly level?: number;
  readonly tasks: number;
  readonly policies: Readonly<Record<PolicyName, { readonly pass: number; readonly turns: number }>>;
}

/**
 * Lets every policy try the tasks of environments, under ReAct with instructions that ask to retry and to ask: mean reward
 * and mean number of agent steps.
 */
export async function measureTasks(options: MeasureTasksOptions): Promise<TaskMeasure[]> {
  const { environments, levels, tasks, signal, onProgress } = options;
  const check = createToolChecker();
  const tallies = new Map<string, Tally>();
  let rows = 0;
  for (const environment of environments) {
    for (const level of levels) {
      for (let number = 0; number < tasks; number++) {
        const task = environment.task({ ...options, levels: [level] }, number);
        const tally = tallyFor(tallies, environment.name, task, level);
        for (const policy of POLICIES) {
          signal?.throwIfAborted();
          await tryTask(environment, task, policy, { check, seed: options.seed, tally });
        }
        onProgress?.({ rows: ++rows });
      }
    }
  }
  return [...tallies.values()].map(measureOf);
}

interface Tally extends Omit<TaskMeasure, "policies" | "tasks"> {
  readonly sums: Record<PolicyName, { reward: number; turns: number; episodes: number }>;
}

function tallyFor(tallies: Map<string, Tally>, environment: string, task: Task, level: number): Tally {
  const kind = task.kind ?? "solvable";
  const key = `${environment}/${kind}/${kind === "solvable" ? level : ""}`;
  const known = tallies.get(key);
  if (known !== undefined) return known;
  const sums = Object.fromEntries(POLICIES.map((policy) => [policy, { reward: 0, turns: 0, episodes: 0 }]));
  const made = { environment, kind, ...(kind === "solvable" ? { level } : {}), sums: sums as Tally["sums"] };
  tallies.set(key, made);
  return made;
}

/** What the operator asks for, so that a teacher who does what it is told retries and asks. */
const CONSTRAINTS: Readonly<Record<Language, readonly string[]>> = {
  en: ["When a call fails, try it again.", "If something is missing that every call needs, ask the user for it."],
  zh: ["调用失败时再试一次。", "如果缺少调用必不可少的信息，就向用户询问。"],
};

async function tryTask(
  environment: Environment,
  task: Task,
  policy: PolicyName,
  { check, seed, tally }: { check: ReturnType<typeof createToolChecker>; seed: number; tally: Tally },
): Promise<void> {
  const { client, world } = seat(policy, await environment.open(task), seed);
  try {
    const { judgement, trajectory } = await runEpisode({
      task,
      templates: { act: templateForProtocol("react", task.language) },
      client,
      world,
      tools: check(world),
      about: { constraints: CONSTRAINTS[task.language] },
    });
    const sum = tally.sums[policy];
    sum.reward += judgement.reward;
    sum.turns += trajectory.steps.filter((step) => step.source === "agent" && !step.is_copied_context).length;
    sum.episodes++;
  } finally {
    await world.close();
  }
}

function seat(policy: PolicyName, world: World, seed: number): { client: ChatClient; world: World } {
  if (policy === "oracle") return createOracle(world);
  const clients = {
    random: () => randomPolicy(seed),
    greedy: () => greedyPolicy(seed),
    "no-tool": noToolPolicy,
    reader: () => createReader({ seed }),
  };
  return { client: clients[policy](), world };
}

function measureOf({ sums, ...rest }: Tally): TaskMeasure {
  const entries = POLICIES.map((policy) => {
    const { reward, turns, episodes } = sums[policy];
    return [policy, { pass: reward / episodes, turns: turns / episodes }] as const;
  });
  const policies = Object.fromEntries(entries) as TaskMeasure["policies"];
  return { ...rest, tasks: sums.oracle.episodes, policies };
}
