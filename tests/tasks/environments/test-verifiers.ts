import { expect, test } from "vitest";
import type { Trajectory } from "../../../src/core/trajectory.ts";
import type { Judgement } from "../../../src/tasks/environment.ts";
import type { AgentStep } from "../../../src/templates/protocol/agent-step.ts";

/** What is right and what is wrong of a task, made from what its solution says. */
export interface Sides<Made, Played> {
  right(made: Made, said: AgentStep[]): Played[];
  wrong(made: Made, said: AgentStep[]): Played[];
}

/** How tasks of an environment are made, solved and judged. */
interface Verifiers<Made, Played, Kind extends string> {
  readonly sides: Readonly<Record<Kind, Sides<Made, Played>>>;
  tasksOf(kind: Kind, count: number): Made[];
  solveTask(made: Made): AgentStep[];
  /** The solution itself, where nothing else has to have happened. */
  solved?(said: AgentStep[]): Played;
  judge(made: Made, played: Played): Judgement;
  /** What a failure is to say of an episode. */
  about(made: Made, played: Played): { readonly query: string; readonly episode: Trajectory };
}

/** Tests, for each kind of task, that all that is right passes and all that is wrong fails. */
export function testVerifiers<Made, Played, Kind extends string>(verifiers: Verifiers<Made, Played, Kind>): void {
  const { sides, tasksOf, solveTask, solved, judge, about } = verifiers;
  for (const kind of Object.keys(sides) as Kind[]) {
    const { right, wrong } = sides[kind];
    const tasks = tasksOf(kind, kind === "solvable" ? 60 : 12);
    const judged = (episodesOf: Sides<Made, Played>["right"]) =>
      tasks.flatMap((made) =>
        episodesOf(made, solveTask(made)).map((played) => {
          const { reward, checks } = judge(made, played);
          const { query, episode } = about(made, played);
          const last = JSON.stringify(episode.steps.at(-1)!.message).slice(0, 200);
          return { reward, about: `${query} ${last} ${JSON.stringify(checks)}` };
        }),
      );

    test(`${kind}: right answers and effects pass in other words, orders and number formats`, () => {
      const episodes = judged((made, said) => [...(solved === undefined ? [] : [solved(said)]), ...right(made, said)]);
      expect(episodes.length).toBeGreaterThan(10);
      expect(episodes.filter(({ reward }) => reward !== 1).map((one) => one.about)).toEqual([]);
    });

    test(`${kind}: wrong values, lists of guesses, missing parts and extra effects fail`, () => {
      const episodes = judged(wrong);
      expect(episodes.length).toBeGreaterThan(50);
      expect(episodes.filter(({ reward }) => reward !== 0).map((one) => one.about)).toEqual([]);
    });
  }
}
